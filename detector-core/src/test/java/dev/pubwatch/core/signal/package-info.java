@NullMarked
package dev.pubwatch.core.signal;

import org.jspecify.annotations.NullMarked;
