package dev.pubwatch.cli.backtest.measure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Takes a run's events in event-time order and sorts their scores into normal, malicious and
 * neither, for any number of detectors that judged the same events.
 */
public final class Collector {
  private static final long MILLIS_A_DAY = 86_400_000;

  private final Labels labels;
  private final Selection selection;
  private final List<Contender> contenders;
  private final Map<String, Integer> historyByProject = new HashMap<>();
  private final List<LabelledEvent> malicious = new ArrayList<>();
  private final Set<String> maliciousActions = new TreeSet<>();
  private final Map<String, Calibration> calibrations = new TreeMap<>();
  private final Set<Long> days = new HashSet<>();
  private long events;
  private long before;
  private long other;
  private long firstMillis = Long.MIN_VALUE;
  private long lastMillis = Long.MIN_VALUE;

  /**
   * @param contenders who is compared; the first is the run itself, whose calibration is taken
   */
  public Collector(Labels labels, Selection selection, List<Contender> contenders) {
    this.labels = labels;
    this.selection = selection;
    this.contenders = List.copyOf(contenders);
  }

  /** Takes the next event. */
  public void add(ScoredEvent event) {
    int earlier =
        event.project() == null ? 0 : historyByProject.merge(event.project(), 1, Integer::sum) - 1;
    Label label = labels.find(event);
    if (event.timeMillis() < selection.fromMillis()) {
      before++;
      return;
    }
    events++;
    firstMillis = events == 1 ? event.timeMillis() : firstMillis;
    lastMillis = event.timeMillis();
    days.add(Math.floorDiv(event.timeMillis(), MILLIS_A_DAY));
    if (label == null) {
      addUnlabelled(event, earlier);
    } else if (label.malicious()) {
      malicious.add(new LabelledEvent(event.eventId(), label.campaign(), event.timeMillis()));
      maliciousActions.add(event.action());
      contenders.forEach(contender -> contender.addMalicious(event, label.campaign()));
    } else {
      other++;
    }
  }

  private void addUnlabelled(ScoredEvent event, int earlier) {
    calibrations.computeIfAbsent(event.kind(), Calibration::new).add(event.scoreBits());
    boolean asked = selection.actions().isEmpty() || selection.actions().contains(event.action());
    if (asked && selection.hasHistory(event, earlier)) {
      contenders.forEach(contender -> contender.addNormal(event));
    }
  }

  /** The contenders' results, in their order. */
  public List<Standing> standings() {
    return contenders.stream().map(contender -> contender.standing(actions())).toList();
  }

  /** The run's own calibration, by kind of event. */
  public List<Calibration> calibrations() {
    return List.copyOf(calibrations.values());
  }

  /** What was judged. */
  public Judged judged() {
    long campaigns = malicious.stream().map(LabelledEvent::campaign).distinct().count();
    return new Judged(
        events,
        before,
        contenders.get(0).normal(actions()),
        malicious.size(),
        other,
        (int) campaigns,
        List.copyOf(new TreeSet<>(actions())),
        selection.minHistory(),
        events == 0 ? null : Instant.ofEpochMilli(fromMillis()),
        events == 0 ? null : Instant.ofEpochMilli(lastMillis),
        days.size(),
        labels.count());
  }

  /**
   * What the alerts of a run over the same events come to.
   *
   * @param alerts of that run, the judged period's and others
   */
  public Alerting alerting(List<RaisedAlert> alerts) {
    return Alerting.of(judged(alerts), malicious, labels, judged());
  }

  /** The alerts of the judged period among a run's. */
  public List<RaisedAlert> judged(List<RaisedAlert> alerts) {
    return alerts.stream().filter(alert -> alert.detectedMillis() >= fromMillis()).toList();
  }

  private Set<String> actions() {
    return selection.actions().isEmpty() ? maliciousActions : selection.actions();
  }

  private long fromMillis() {
    return selection.fromMillis() == Long.MIN_VALUE ? firstMillis : selection.fromMillis();
  }
}
