@NullMarked
package dev.pubwatch.notify.channels;

import org.jspecify.annotations.NullMarked;
