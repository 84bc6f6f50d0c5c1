/** What a person sees: streams, width, colours, tables, progress. */
@NullMarked
package dev.pubwatch.cli.terminal;

import org.jspecify.annotations.NullMarked;
