@NullMarked
package dev.pubwatch.notify.message;

import org.jspecify.annotations.NullMarked;
