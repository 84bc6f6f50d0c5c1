/** {@code baseline}: what the detector holds normal. */
@NullMarked
package dev.pubwatch.cli.baseline;

import org.jspecify.annotations.NullMarked;
