/** Tests of the formats. */
@NullMarked
package dev.pubwatch.formats;

import org.jspecify.annotations.NullMarked;
