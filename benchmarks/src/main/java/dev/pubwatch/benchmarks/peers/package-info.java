/**
 * Published competitors beside the detector, on the same stream and the same features; README.md
 * says how each was set.
 */
@NullMarked
package dev.pubwatch.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
