/** Reports of secrets that were found in the open. */
@NullMarked
package dev.pubwatch.formats.scanning;

import org.jspecify.annotations.NullMarked;
