package dev.pubwatch.benchmarks.peers;

import com.amazon.randomcutforest.RandomCutForest;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * The random cut forest of AWS over the detector's features, one forest a stream.
 *
 * <p>Guha, Mishra, Roy, Schrijvers: Robust random cut forest based anomaly detection on streams,
 * ICML 2016.
 */
final class CutForestPeer implements Peer {
  /**
   * @param trees in the forest
   * @param sampleSize points a tree holds
   * @param decays whether old points give way as the library does it by default, or all points of
   *     the past are sampled alike
   * @param view what it is fed
   */
  record Settings(int trees, int sampleSize, boolean decays, Sample.View view) {
    /** The library's own defaults. */
    static final Settings DEFAULTS =
        new Settings(
            RandomCutForest.DEFAULT_NUMBER_OF_TREES,
            RandomCutForest.DEFAULT_SAMPLE_SIZE,
            true,
            Sample.View.SIGNALS);
  }

  private final Settings settings;
  private final long seed;
  private final Map<Sample.Stream, RandomCutForest> forests = new EnumMap<>(Sample.Stream.class);

  CutForestPeer(Settings settings, long seed) {
    this.settings = settings;
    this.seed = seed;
  }

  @Override
  public String family() {
    return "random-cut-forest";
  }

  @Override
  public String name() {
    return "%s-%dx%d%s-%s"
        .formatted(
            family(),
            settings.trees(),
            settings.sampleSize(),
            settings.decays() ? "" : "-undecayed",
            settings.view().name().toLowerCase(Locale.ROOT));
  }

  @Override
  public double score(Sample sample) {
    float[] point = settings.view().of(sample);
    RandomCutForest forest =
        forests.computeIfAbsent(sample.stream(), stream -> forest(point.length));
    double score = forest.getAnomalyScore(point);
    forest.update(point);
    return score;
  }

  private RandomCutForest forest(int dimensions) {
    RandomCutForest.Builder<?> builder =
        RandomCutForest.builder()
            .dimensions(dimensions)
            .shingleSize(1)
            .numberOfTrees(settings.trees())
            .sampleSize(settings.sampleSize())
            .parallelExecutionEnabled(false)
            .randomSeed(seed);
    return settings.decays() ? builder.build() : builder.timeDecay(0).build();
  }
}
