/** Tests of the formats in this package. */
@NullMarked
package dev.pubwatch.formats.cloud;

import org.jspecify.annotations.NullMarked;
