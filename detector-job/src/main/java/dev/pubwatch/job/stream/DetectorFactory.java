package dev.pubwatch.job.stream;

import dev.pubwatch.core.Detector;
import dev.pubwatch.job.geo.GeoFiles;
import dev.pubwatch.job.types.CodecRef;
import java.io.Serializable;

/**
 * Puts the detector together in every task; travels to it by Java's serialisation, so it holds
 * plain configuration only.
 */
public interface DetectorFactory extends Serializable {

  /** A detector of the caller's own. */
  Detector create();

  /** What origins are looked up in before the detector sees them. */
  default GeoFiles geo() {
    return GeoFiles.NONE;
  }

  /** Where a checkpoint finds the detector's codecs again. */
  Class<? extends DetectorCodecs> codecs();

  /** Reference to one of the detector's codecs, by a name of {@link DetectorCodecs}. */
  default <T> CodecRef<T> codec(String name) {
    return new CodecRef<>(codecs(), name);
  }
}
