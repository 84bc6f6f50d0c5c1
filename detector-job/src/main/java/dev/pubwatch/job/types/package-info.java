/** How the detector's types travel and rest in Flink: through core's codecs, never Kryo. */
@NullMarked
package dev.pubwatch.job.types;

import org.jspecify.annotations.NullMarked;
