package dev.pubwatch.job.stream;

import dev.pubwatch.core.Alert;
import dev.pubwatch.core.Event;
import java.util.List;

/** Alerts for tests. */
public final class Alerts {
  private Alerts() {}

  public static Alert of(Event e, String id) {
    return new Alert(
        id,
        1,
        Alert.Status.OPEN,
        Alert.Kind.ANOMALY,
        Alert.Severity.HIGH,
        "title",
        "summary",
        12.5,
        1.7e-4,
        0.25,
        e.timeMillis(),
        e.timeMillis(),
        e.timeMillis(),
        e.project(),
        e.owner(),
        e.actorId(),
        e.credentialId(),
        "192.0.2.1",
        "DE",
        List.of(new Alert.Signal("publisher", "eve", "alice", 0.001, 9.97, 40)),
        "published by alice",
        List.of(
            new Alert.Evidence(
                e.eventId(), e.project(), e.version(), e.timeMillis(), e.action(), e.source())),
        new Alert.Campaign("c-1", "host:x", 3, 2, e.timeMillis(), List.of("pkg:npm/other")),
        List.of("pkg:npm/other"),
        List.of("hmac:00"),
        List.of("hmac:00"),
        List.of("T1195.002"),
        List.of(new Alert.Action("revoke_credential", "hmac:00", "used by a newcomer")));
  }
}
