/** Who is told of what, and what people do about it: {@code routes} and {@code incidents}. */
@NullMarked
package dev.pubwatch.cli.notices;

import org.jspecify.annotations.NullMarked;
