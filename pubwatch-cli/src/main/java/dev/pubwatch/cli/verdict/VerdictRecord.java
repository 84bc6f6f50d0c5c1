package dev.pubwatch.cli.verdict;

import dev.pubwatch.events.Alert;
import dev.pubwatch.events.EvidenceEvent;
import dev.pubwatch.events.Verdict;
import dev.pubwatch.events.VerdictKind;
import dev.pubwatch.events.VerdictSubject;
import dev.pubwatch.job.stream.VerdictMapper;
import dev.pubwatch.schemas.AvroTrust;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A verdict with what the detector needs to act on it: every combination of entities, and all the
 * evidence, that the revisions of the alert name.
 */
final class VerdictRecord {
  static {
    AvroTrust.init();
  }

  /** Action of evidence that an alert no longer lists, of which its revision keeps the time. */
  private static final String REVISION = "other:alert-revision";

  private VerdictRecord() {}

  /**
   * The record.
   *
   * @param revisions of one alert, at least one
   * @param since from when on an intruder was in, null when that is not known
   * @param analyst who says it
   * @param note why, null for none
   */
  static Verdict of(
      List<Alert> revisions,
      VerdictKind kind,
      Instant time,
      @Nullable Instant since,
      @Nullable String analyst,
      @Nullable String note) {
    return Verdict.newBuilder()
        .setAlertId(revisions.get(0).getAlertId())
        .setVerdict(kind)
        .setTime(time.truncatedTo(ChronoUnit.MILLIS))
        .setSince(since == null ? null : since.truncatedTo(ChronoUnit.MILLIS))
        .setAnalyst(analyst)
        .setNote(note)
        .setSubjects(subjects(revisions))
        .setEvents(evidence(revisions))
        .build();
  }

  /** Combinations of entities beyond those that one verdict may name. */
  static int subjectsLeftOut(List<Alert> revisions) {
    return Math.max(0, allSubjects(revisions).size() - VerdictMapper.MAX_SUBJECTS);
  }

  private static List<VerdictSubject> subjects(List<Alert> revisions) {
    return allSubjects(revisions).stream().limit(VerdictMapper.MAX_SUBJECTS).toList();
  }

  private static Set<VerdictSubject> allSubjects(List<Alert> revisions) {
    Set<VerdictSubject> subjects = new LinkedHashSet<>();
    for (Alert alert : revisions) {
      if (!alert.getEvents().isEmpty()) {
        subjects.add(
            new VerdictSubject(
                source(alert),
                alert.getProject(),
                alert.getOwner(),
                alert.getActorId(),
                alert.getCredentialId(),
                alert.getOrigin()));
      }
    }
    return subjects;
  }

  /** Of the event that made the revision, else of the last one it lists. */
  private static String source(Alert alert) {
    String source = "";
    for (EvidenceEvent event : alert.getEvents()) {
      source = event.getSource();
      if (event.getTime().equals(alert.getDetectedAt())) {
        return source;
      }
    }
    return source;
  }

  private static List<EvidenceEvent> evidence(List<Alert> revisions) {
    Map<String, EvidenceEvent> byId = new LinkedHashMap<>();
    Set<Instant> times = new LinkedHashSet<>();
    for (Alert alert : revisions) {
      for (EvidenceEvent event : alert.getEvents()) {
        byId.putIfAbsent(event.getEventId(), event);
        times.add(event.getTime());
      }
    }
    for (Alert alert : revisions) {
      if (times.add(alert.getDetectedAt())) {
        String id = alert.getAlertId() + "#" + alert.getRevision();
        byId.put(
            id,
            new EvidenceEvent(
                id, alert.getProject(), null, alert.getDetectedAt(), REVISION, source(alert)));
      }
    }
    return new ArrayList<>(byId.values());
  }
}
