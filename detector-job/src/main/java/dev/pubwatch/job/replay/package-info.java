/** Replay of historical files on an embedded cluster, without Kafka. */
@NullMarked
package dev.pubwatch.job.replay;

import org.jspecify.annotations.NullMarked;
