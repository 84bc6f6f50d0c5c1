package dev.pubwatch.cli.revoke;

import dev.pubwatch.cli.explain.AlertSource;
import dev.pubwatch.events.Alert;
import dev.pubwatch.events.AlertKind;
import dev.pubwatch.events.Severity;
import dev.pubwatch.events.Verdict;
import dev.pubwatch.events.VerdictKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which alerts are acted on.
 *
 * @param least severity
 * @param kinds of alerts; empty for all
 * @param confirmedOnly whether an analyst must have confirmed the alert; one that an analyst called
 *     benign is never acted on
 */
record Findings(Severity least, Set<AlertKind> kinds, boolean confirmedOnly) {
  private static final Set<VerdictKind> SAID = Set.of(VerdictKind.benign, VerdictKind.confirmed);

  /** Reads them, most severe first, then latest first. */
  List<Finding> read(AlertSource source) throws IOException {
    Map<String, TreeMap<Integer, Alert>> revisions = new LinkedHashMap<>();
    source.read(
        alert ->
            revisions
                .computeIfAbsent(alert.getAlertId(), id -> new TreeMap<>())
                .put(alert.getRevision(), alert));
    Map<String, VerdictKind> verdicts = verdicts(source);
    List<Finding> found = new ArrayList<>();
    revisions.forEach(
        (id, all) -> {
          Finding finding = Finding.of(new ArrayList<>(all.values()), verdicts.get(id));
          if (isActedOn(finding)) {
            found.add(finding);
          }
        });
    found.sort(
        Comparator.comparing((Finding f) -> rank(f.latest().getSeverity()))
            .thenComparing(f -> f.latest().getLastEventAt())
            .reversed()
            .thenComparing(f -> f.latest().getAlertId()));
    return found;
  }

  private static Map<String, VerdictKind> verdicts(AlertSource source) throws IOException {
    List<Verdict> all = new ArrayList<>();
    source.readVerdicts(all::add);
    all.sort(Comparator.comparing(Verdict::getTime));
    Map<String, VerdictKind> last = new HashMap<>();
    for (Verdict verdict : all) {
      last.put(verdict.getAlertId(), verdict.getVerdict());
    }
    last.values().retainAll(SAID);
    return last;
  }

  private boolean isActedOn(Finding finding) {
    VerdictKind verdict = finding.verdict();
    boolean said = confirmedOnly ? verdict == VerdictKind.confirmed : verdict != VerdictKind.benign;
    boolean kind = kinds.isEmpty() || kinds.contains(finding.latest().getKind());
    return said && kind && rank(finding.latest().getSeverity()) >= rank(least);
  }

  /** One that this version does not know is acted on rather than lost. */
  static int rank(Severity severity) {
    return switch (severity) {
      case info -> 0;
      case low -> 1;
      case medium -> 2;
      case high -> 3;
      case critical -> 4;
      case unknown -> 5;
    };
  }
}
