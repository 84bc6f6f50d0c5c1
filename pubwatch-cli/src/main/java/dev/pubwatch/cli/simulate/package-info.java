/** {@code ./pubwatch simulate}: labelled scenario streams over a realistic background. */
@NullMarked
package dev.pubwatch.cli.simulate;

import org.jspecify.annotations.NullMarked;
