/** Tests of the formats in this package. */
@NullMarked
package dev.pubwatch.formats.forge;

import org.jspecify.annotations.NullMarked;
