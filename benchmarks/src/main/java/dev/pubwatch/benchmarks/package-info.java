/** How fast the parts are, as ratios within one run; see README.md for how to read the figures. */
@NullMarked
package dev.pubwatch.benchmarks;

import org.jspecify.annotations.NullMarked;
