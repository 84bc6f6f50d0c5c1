@NullMarked
package dev.pubwatch.core.correlate;

import org.jspecify.annotations.NullMarked;
