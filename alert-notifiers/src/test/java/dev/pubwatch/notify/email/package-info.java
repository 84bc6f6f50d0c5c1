@NullMarked
package dev.pubwatch.notify.email;

import org.jspecify.annotations.NullMarked;
