/** One file a signal: what it looks at, its p-value, its words. */
@NullMarked
package dev.pubwatch.core.signal;

import org.jspecify.annotations.NullMarked;
