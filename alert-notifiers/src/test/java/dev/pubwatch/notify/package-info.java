@NullMarked
package dev.pubwatch.notify;

import org.jspecify.annotations.NullMarked;
