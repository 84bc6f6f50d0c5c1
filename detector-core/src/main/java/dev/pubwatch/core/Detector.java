package dev.pubwatch.core;

import java.util.List;

/**
 * The one public door: the detector's stages in the order in which an event passes them, the judge
 * at the end, and how observations are written between them.
 *
 * @param stages keyed stages, in order
 * @param judge the last step
 * @param observations codec of what travels between them
 */
public record Detector(List<Stage<?>> stages, Judge<?> judge, Codec<Observation> observations) {

  public Detector {
    stages = List.copyOf(stages);
  }
}
