/**
 * Pure functions from a source's raw record to canonical events, or to a reject with a reason.
 *
 * <p>{@link dev.pubwatch.formats.Formats} is the door: it knows every format by its name.
 */
@NullMarked
package dev.pubwatch.formats;

import org.jspecify.annotations.NullMarked;
