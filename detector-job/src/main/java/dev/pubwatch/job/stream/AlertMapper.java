package dev.pubwatch.job.stream;

import dev.pubwatch.core.Alert;
import dev.pubwatch.events.AlertKind;
import dev.pubwatch.events.AlertStatus;
import dev.pubwatch.events.BlastRadius;
import dev.pubwatch.events.Campaign;
import dev.pubwatch.events.EvidenceEvent;
import dev.pubwatch.events.NetworkKind;
import dev.pubwatch.events.Origin;
import dev.pubwatch.events.ResponseAction;
import dev.pubwatch.events.Severity;
import dev.pubwatch.events.Signal;
import dev.pubwatch.events.Technique;
import dev.pubwatch.schemas.AvroTrust;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Core's alert as the contract's record. */
public final class AlertMapper {
  static {
    AvroTrust.init();
  }

  private AlertMapper() {}

  public static dev.pubwatch.events.Alert toAvro(Alert alert) {
    dev.pubwatch.events.Alert out = new dev.pubwatch.events.Alert();
    out.setAlertId(alert.alertId());
    out.setRevision(alert.revision());
    out.setStatus(AlertStatus.valueOf(lower(alert.status())));
    out.setKind(AlertKind.valueOf(lower(alert.kind())));
    out.setSeverity(Severity.valueOf(lower(alert.severity())));
    out.setTitle(alert.title());
    out.setSummary(alert.summary());
    out.setScoreBits(alert.scoreBits());
    out.setPValue(alert.pValue());
    out.setExpectedPerDay(alert.expectedPerDay());
    out.setDetectedAt(Instant.ofEpochMilli(alert.detectedAtMillis()));
    out.setFirstEventAt(Instant.ofEpochMilli(alert.firstEventAtMillis()));
    out.setLastEventAt(Instant.ofEpochMilli(alert.lastEventAtMillis()));
    setEntities(alert, out);
    setReasons(alert, out);
    return out;
  }

  private static void setEntities(Alert alert, dev.pubwatch.events.Alert out) {
    out.setProject(alert.project());
    out.setOwner(alert.owner());
    out.setActorId(alert.actorId());
    out.setCredentialId(alert.credentialId());
    out.setOrigin(origin(alert.ip(), alert.country()));
    out.setBlastRadius(blastRadius(alert));
    out.setCampaign(campaign(alert.campaign()));
  }

  private static void setReasons(Alert alert, dev.pubwatch.events.Alert out) {
    out.setSignals(alert.signals().stream().map(AlertMapper::signal).toList());
    out.setCounterfactual(alert.counterfactual());
    out.setEvents(alert.events().stream().map(AlertMapper::evidence).toList());
    out.setTechniques(
        alert.techniques().stream().map(id -> new Technique(id, Alert.ATTACK_VERSION)).toList());
    out.setResponse(
        alert.response().stream()
            .map(r -> new ResponseAction(r.action(), r.target(), r.reason()))
            .toList());
  }

  private static @Nullable Origin origin(@Nullable String ip, @Nullable String country) {
    if (ip == null && country == null) {
      return null;
    }
    Origin origin = new Origin();
    origin.setIp(ip);
    origin.setCountry(country);
    origin.setNetworkKind(NetworkKind.unknown);
    return origin;
  }

  private static @Nullable Campaign campaign(Alert.@Nullable Campaign c) {
    return c == null
        ? null
        : new Campaign(
            c.id(),
            c.indicator(),
            c.projects(),
            c.owners(),
            Instant.ofEpochMilli(c.firstSeenMillis()),
            c.members());
  }

  private static @Nullable BlastRadius blastRadius(Alert alert) {
    boolean nothing =
        alert.reachableProjects().isEmpty()
            && alert.reachableCredentials().isEmpty()
            && alert.usedSince().isEmpty();
    return nothing
        ? null
        : new BlastRadius(
            alert.reachableProjects(), alert.reachableCredentials(), alert.usedSince());
  }

  private static Signal signal(Alert.Signal s) {
    return new Signal(s.name(), s.observed(), s.expected(), s.pValue(), s.bits(), s.history());
  }

  private static EvidenceEvent evidence(Alert.Evidence e) {
    return new EvidenceEvent(
        e.eventId(),
        e.project(),
        e.version(),
        Instant.ofEpochMilli(e.timeMillis()),
        e.action(),
        e.source());
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
