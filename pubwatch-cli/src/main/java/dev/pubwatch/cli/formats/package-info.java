/** What can be read, and whether a file can. */
@NullMarked
package dev.pubwatch.cli.formats;

import org.jspecify.annotations.NullMarked;
