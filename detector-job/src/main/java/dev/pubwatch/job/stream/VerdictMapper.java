package dev.pubwatch.job.stream;

import dev.pubwatch.core.Event;
import dev.pubwatch.core.EventBuilder;
import dev.pubwatch.core.Verdict;
import dev.pubwatch.events.EvidenceEvent;
import dev.pubwatch.events.Origin;
import dev.pubwatch.events.VerdictKind;
import dev.pubwatch.events.VerdictSubject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** An analyst's verdict as the events that carry it past every entity it is about. */
public final class VerdictMapper {
  /** An alert's events have few combinations of entities; more is no honest verdict. */
  public static final int MAX_SUBJECTS = 64;

  private VerdictMapper() {}

  /**
   * One event for each subject; none when the verdict names none.
   *
   * @throws IllegalArgumentException if it is neither benign, confirmed nor withdrawn, or has more
   *     than {@link #MAX_SUBJECTS}
   */
  static List<Event> toEvents(dev.pubwatch.events.Verdict verdict) {
    Verdict.Kind kind = kind(verdict.getVerdict());
    List<Long> evidence = evidence(verdict);
    Instant since = verdict.getSince();
    long sinceMillis = since == null ? Verdict.NOT_SAID : since.toEpochMilli();
    String alertId = Bounds.requiredId(verdict.getAlertId());
    long decidedMillis = verdict.getTime().toEpochMilli();
    int subjects = verdict.getSubjects().size();
    if (subjects > MAX_SUBJECTS) {
      throw new IllegalArgumentException(
          "subjects of a verdict must be at most %d, were %d".formatted(MAX_SUBJECTS, subjects));
    }
    List<Event> events = new ArrayList<>();
    for (VerdictSubject subject : verdict.getSubjects()) {
      String id = "verdict:%s:%s:%d:%d".formatted(alertId, kind, decidedMillis, events.size());
      EventBuilder event =
          Verdict.event(
              Bounds.requiredId(id),
              Bounds.requiredId(subject.getSource()),
              decidedMillis,
              kind,
              alertId,
              evidence,
              sinceMillis);
      events.add(about(subject, event));
    }
    return events;
  }

  private static Verdict.Kind kind(VerdictKind kind) {
    return switch (kind) {
      case benign -> Verdict.Kind.BENIGN;
      case confirmed -> Verdict.Kind.CONFIRMED;
      case withdrawn -> Verdict.Kind.WITHDRAWN;
      case unknown ->
          throw new IllegalArgumentException(
              "verdict must be benign, confirmed or withdrawn, was " + kind);
    };
  }

  private static List<Long> evidence(dev.pubwatch.events.Verdict verdict) {
    return verdict.getEvents().stream()
        .map(EvidenceEvent::getTime)
        .map(Instant::toEpochMilli)
        .toList();
  }

  private static Event about(VerdictSubject subject, EventBuilder event) {
    event
        .project(Bounds.id(subject.getProject()))
        .owner(Bounds.id(subject.getOwner()))
        .actorId(Bounds.id(subject.getActorId()))
        .credentialId(Bounds.id(subject.getCredentialId()));
    Origin origin = subject.getOrigin();
    if (origin != null) {
      EventMapper.origin(origin, event);
    }
    return event.build();
  }
}
