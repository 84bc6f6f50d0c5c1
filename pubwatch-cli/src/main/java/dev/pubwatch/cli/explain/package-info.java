/** {@code explain}: an alert told fully. */
@NullMarked
package dev.pubwatch.cli.explain;

import org.jspecify.annotations.NullMarked;
