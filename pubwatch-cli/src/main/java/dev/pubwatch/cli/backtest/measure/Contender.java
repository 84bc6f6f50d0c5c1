package dev.pubwatch.cli.backtest.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** A detector whose scores are held against the labels. */
public final class Contender {
  private final String name;
  private final ToDoubleFunction<ScoredEvent> scores;
  private final Map<String, Doubles> normalByAction = new TreeMap<>();
  private final List<Ranking.Malicious> malicious = new ArrayList<>();
  private long unscored;

  /**
   * @param scores gives its score of an event, NaN when it has none; that counts as 0
   */
  public Contender(String name, ToDoubleFunction<ScoredEvent> scores) {
    this.name = name;
    this.scores = scores;
  }

  void addNormal(ScoredEvent event) {
    normalByAction.computeIfAbsent(event.action(), action -> new Doubles()).add(score(event));
  }

  void addMalicious(ScoredEvent event, String campaign) {
    malicious.add(new Ranking.Malicious(campaign, score(event)));
  }

  private double score(ScoredEvent event) {
    double score = scores.applyAsDouble(event);
    if (Double.isNaN(score)) {
      unscored++;
      return 0;
    }
    return score;
  }

  long normal(Set<String> actions) {
    return selected(actions).stream().mapToLong(Doubles::size).sum();
  }

  Standing standing(Set<String> actions) {
    double[] normal = Doubles.ascending(selected(actions));
    return new Standing(name, unscored, new Ranking(normal, malicious));
  }

  private List<Doubles> selected(Set<String> actions) {
    return normalByAction.entrySet().stream()
        .filter(entry -> actions.contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }
}
