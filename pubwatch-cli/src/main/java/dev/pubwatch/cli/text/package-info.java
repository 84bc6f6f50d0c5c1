/** Words for people: nearest names, durations, sizes. */
@NullMarked
package dev.pubwatch.cli.text;

import org.jspecify.annotations.NullMarked;
