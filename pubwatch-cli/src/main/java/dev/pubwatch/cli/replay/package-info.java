/** {@code ./pubwatch replay}: options, progress, what is printed. The work is detector-job's. */
@NullMarked
package dev.pubwatch.cli.replay;

import org.jspecify.annotations.NullMarked;
