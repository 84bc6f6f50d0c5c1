/** What the detector has learned, outside of Flink: snapshot files, and checkpoints read back. */
@NullMarked
package dev.pubwatch.job.snapshot;

import org.jspecify.annotations.NullMarked;
