package dev.pubwatch.cli.backtest.measure;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One detector's scores of malicious events held against its scores of normal ones.
 *
 * <p>"Alerted at a share f of normal" means: the threshold is the score that {@code ⌊f·N⌋} of the N
 * normal events stand before, counted from the highest, and what lies strictly above it alerts. So
 * at most the share f of normal events alerts, however many are tied.
 */
public final class Ranking {
  /** A malicious event's score, and the campaign that it belongs to. */
  record Malicious(String campaign, double score) {}

  /** Share of normal events and share of malicious ones above the same threshold. */
  public record RocPoint(double normal, double malicious) {}

  private static final int MOST_ROC_POINTS = 500;

  private final double[] normal;
  private final List<Malicious> malicious;
  private final int campaigns;
  private final Auc auc;

  /**
   * @param normal ascending
   */
  Ranking(double[] normal, List<Malicious> malicious) {
    this.normal = normal.clone();
    this.malicious = List.copyOf(malicious);
    this.campaigns = campaigns(malicious);
    this.auc = Auc.of(normal, malicious.stream().mapToDouble(Malicious::score).sorted().toArray());
  }

  public Auc auc() {
    return auc;
  }

  public int normalEvents() {
    return normal.length;
  }

  public int maliciousEvents() {
    return malicious.size();
  }

  public int campaigns() {
    return campaigns;
  }

  /** What is caught when that share of the normal events may alert, 0 to 1. */
  public Caught at(double share) {
    double threshold = threshold(share);
    List<Malicious> hits = malicious.stream().filter(m -> m.score > threshold).toList();
    return new Caught(share, threshold, hits.size(), malicious.size(), campaigns(hits), campaigns);
  }

  private double threshold(double share) {
    int n = normal.length;
    return n == 0 ? 0 : normal[Math.max(0, n - 1 - (int) (share * n))];
  }

  private static int campaigns(List<Malicious> events) {
    Set<String> names = new HashSet<>();
    events.forEach(event -> names.add(event.campaign));
    return names.size();
  }

  /** The ROC curve's corners from (0, 0) to (1, 1), thinned evenly where there are very many. */
  public List<RocPoint> roc() {
    if (normal.length == 0 || malicious.isEmpty()) {
      return List.of();
    }
    double[] thresholds =
        malicious.stream().mapToDouble(Malicious::score).sorted().distinct().toArray();
    int step = Math.max(1, thresholds.length / (MOST_ROC_POINTS / 2));
    List<RocPoint> points = new ArrayList<>(List.of(new RocPoint(0, 0)));
    double[] scores = malicious.stream().mapToDouble(Malicious::score).sorted().toArray();
    for (int i = thresholds.length - 1; i >= 0; i -= step) {
      points.add(point(shareAbove(normal, thresholds[i]), shareAbove(scores, thresholds[i])));
      points.add(point(shareFrom(normal, thresholds[i]), shareFrom(scores, thresholds[i])));
    }
    points.add(new RocPoint(1, 1));
    return points.stream().distinct().toList();
  }

  private static RocPoint point(double normal, double malicious) {
    return new RocPoint(normal, malicious);
  }

  private static double shareAbove(double[] ascending, double threshold) {
    return (double) (ascending.length - Sorted.notAbove(ascending, threshold)) / ascending.length;
  }

  private static double shareFrom(double[] ascending, double threshold) {
    return (double) (ascending.length - Sorted.below(ascending, threshold)) / ascending.length;
  }
}
