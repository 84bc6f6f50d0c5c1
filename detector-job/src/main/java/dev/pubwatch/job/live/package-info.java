/** The live job: Kafka in, Kafka out, checkpoints on disk. */
@NullMarked
package dev.pubwatch.job.live;

import org.jspecify.annotations.NullMarked;
