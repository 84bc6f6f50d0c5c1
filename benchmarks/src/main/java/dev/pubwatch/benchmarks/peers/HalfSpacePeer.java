package dev.pubwatch.benchmarks.peers;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Half-space trees over the detector's features, one set of trees a stream. */
final class HalfSpacePeer implements Peer {
  /** The paper wants values in 0 to 1: this many bits and more are 1. */
  static final float FULL_SCALE_BITS = 20;

  private final HalfSpaceTrees.Settings settings;
  private final Sample.View view;
  private final long seed;
  private final Map<Sample.Stream, HalfSpaceTrees> byStream = new EnumMap<>(Sample.Stream.class);

  HalfSpacePeer(HalfSpaceTrees.Settings settings, Sample.View view, long seed) {
    this.settings = settings;
    this.view = view;
    this.seed = seed;
  }

  @Override
  public String family() {
    return "half-space-trees";
  }

  @Override
  public String name() {
    return "%s-%dx%d-w%d-%s"
        .formatted(
            family(),
            settings.trees(),
            settings.depth(),
            settings.window(),
            view.name().toLowerCase(Locale.ROOT));
  }

  @Override
  public double score(Sample sample) {
    float[] point = scaled(view.of(sample));
    HalfSpaceTrees trees =
        byStream.computeIfAbsent(
            sample.stream(), stream -> new HalfSpaceTrees(settings, point.length, seed));
    double score = trees.oddness(point);
    trees.learn(point);
    return score;
  }

  private static float[] scaled(float[] bits) {
    float[] scaled = new float[bits.length];
    for (int i = 0; i < bits.length; i++) {
      scaled[i] = Math.min(1, bits[i] / FULL_SCALE_BITS);
    }
    return scaled;
  }
}
