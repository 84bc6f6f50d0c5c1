package dev.pubwatch.cli.backtest.measure;

import java.util.List;
import java.util.Set;

/** Events, labels and alerts of tests. */
final class Fixtures {
  static final long DAY = 86_400_000;

  private Fixtures() {}

  static ScoredEvent publish(String name, int version, long at, double bits) {
    return new ScoredEvent(
        "npm:" + name + "@" + version + ".0.0",
        "pkg:npm/" + name,
        version + ".0.0",
        at,
        "publish",
        "release:publish",
        bits);
  }

  static ScoredEvent commit(String repository, String commit, String action, long at, double bits) {
    String id = "git:" + repository + "@" + commit;
    return new ScoredEvent(id, "git/" + repository, null, at, "ci", action, bits);
  }

  static Label release(String name, int version, String campaign) {
    return new Label(Subject.ofRelease(name, version + ".0.0"), campaign, true, "labels:1");
  }

  static Labels labels(Label... labels) {
    Labels all = new Labels();
    for (Label label : labels) {
      all.add(label);
    }
    return all;
  }

  static Collector collector(Labels labels, long from, int minHistory, String... actions) {
    return new Collector(
        labels,
        new Selection(from, minHistory, Set.of(actions)),
        List.of(new Contender("own", ScoredEvent::scoreBits)));
  }

  static RaisedAlert alert(String id, long at, String severity, String... events) {
    return new RaisedAlert(id, at).revise(at, severity, "subject", "title", List.of(events));
  }
}
