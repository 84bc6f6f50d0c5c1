/** Sources that an operator describes in a file instead of code. */
@NullMarked
package dev.pubwatch.formats.custom;

import org.jspecify.annotations.NullMarked;
