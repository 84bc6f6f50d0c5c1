package dev.pubwatch.benchmarks.peers;

import dev.pubwatch.core.Event;
import dev.pubwatch.core.EventKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which events count, and how well scores tell the labelled ones from the normal ones.
 *
 * <p>Normal are publishes without a label of projects with five earlier publishes, and commits
 * without a label that add or change a workflow. An event is flagged at a share of the normal ones
 * when it scores above all but that share of them; equal scores are not above.
 */
final class Judgement {
  private static final int EARLIER = 5;

  private final int[] normal;
  private final int[] malicious;
  private final String[] campaigns;

  /**
   * How one method did.
   *
   * @param auc area under ROC, ties counted half
   * @param points one for each share asked for
   * @param raised share of normal events that score above 0 at all, which is what a yes/no rule
   *     flags
   * @param raisedRecall share of labelled events that do
   */
  record Outcome(double auc, List<Point> points, double raised, double raisedRecall) {}

  /**
   * @param share of normal events flagged
   * @param recall share of labelled events flagged
   * @param campaigns with a flagged event
   */
  record Point(double share, double recall, int campaigns) {}

  private Judgement(List<Integer> normal, List<Integer> malicious, List<String> campaigns) {
    this.normal = normal.stream().mapToInt(Integer::intValue).toArray();
    this.malicious = malicious.stream().mapToInt(Integer::intValue).toArray();
    this.campaigns = campaigns.toArray(String[]::new);
  }

  /**
   * @param startMillis events before it are learned by all methods and judged by none
   */
  static Judgement of(History history, long startMillis) {
    List<Integer> normal = new ArrayList<>();
    List<Integer> malicious = new ArrayList<>();
    List<String> campaigns = new ArrayList<>();
    Map<String, Integer> publishes = new HashMap<>();
    for (int i = 0; i < history.events().size(); i++) {
      Event event = history.events().get(i);
      History.Label label = history.labels().get(History.subject(event));
      boolean counts = counts(event, publishes);
      if (event.timeMillis() < startMillis) {
        continue;
      }
      if (label == null && counts) {
        normal.add(i);
      } else if (label != null && label.malicious()) {
        malicious.add(i);
        campaigns.add(label.campaign());
      }
    }
    return new Judgement(normal, malicious, campaigns);
  }

  private static boolean counts(Event event, Map<String, Integer> publishes) {
    if (event.kind() == EventKind.PUBLISH) {
      return publishes.merge(String.valueOf(event.project()), 1, Integer::sum) > EARLIER;
    }
    return event.action().equals("workflow:create") || event.action().equals("workflow:update");
  }

  int normalCount() {
    return normal.length;
  }

  int maliciousCount() {
    return malicious.length;
  }

  long campaignCount() {
    return Arrays.stream(campaigns).distinct().count();
  }

  /** Judges scores, one for each event of the history. */
  Outcome judge(float[] scores, double[] shares) {
    float[] sorted = new float[normal.length];
    for (int i = 0; i < normal.length; i++) {
      sorted[i] = scores[normal[i]];
    }
    Arrays.sort(sorted);
    List<Point> points = new ArrayList<>();
    for (double share : shares) {
      int rank = Math.max(0, sorted.length - 1 - (int) (share * sorted.length));
      points.add(point(share, sorted[rank], scores));
    }
    double raised = (double) (sorted.length - notAbove(sorted, 0)) / sorted.length;
    return new Outcome(auc(sorted, scores), points, raised, point(raised, 0, scores).recall());
  }

  private Point point(double share, float threshold, float[] scores) {
    int hits = 0;
    Set<String> caught = new HashSet<>();
    for (int i = 0; i < malicious.length; i++) {
      if (scores[malicious[i]] > threshold) {
        hits++;
        caught.add(campaigns[i]);
      }
    }
    return new Point(share, (double) hits / malicious.length, caught.size());
  }

  private double auc(float[] sorted, float[] scores) {
    double below = 0;
    for (int i : malicious) {
      below += (notAbove(sorted, scores[i]) + below(sorted, scores[i])) / 2.0;
    }
    return below / ((double) malicious.length * sorted.length);
  }

  private static int notAbove(float[] sorted, float score) {
    return below(sorted, Math.nextUp(score));
  }

  private static int below(float[] sorted, float score) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < score) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
