package dev.pubwatch.connect;

import dev.pubwatch.events.Actor;
import dev.pubwatch.events.CiEvent;
import dev.pubwatch.events.Credential;
import dev.pubwatch.events.Exposure;
import dev.pubwatch.events.PublishEvent;
import dev.pubwatch.events.TokenEvent;
import dev.pubwatch.schemas.Topics;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Where an event goes, as the contract says.
 *
 * @param topic name under the default prefix
 * @param key the project or credential; else the next best name, so that related events stay on one
 *     partition
 * @param time when it happened
 */
public record Envelope(String topic, String key, Instant time) {

  /**
   * The envelope of an event.
   *
   * @throws IllegalArgumentException for a record that is no event
   */
  public static Envelope of(SpecificRecord event) {
    if (event instanceof PublishEvent e) {
      String key = first(e.getProject(), e.getOwner(), e.getSource());
      return new Envelope(Topics.PUBLISH_EVENTS, key, e.getTime());
    }
    if (event instanceof TokenEvent e) {
      String key = first(id(e.getCredential()), id(e.getActor()), e.getOwner(), e.getSource());
      return new Envelope(Topics.TOKEN_EVENTS, key, e.getTime());
    }
    if (event instanceof CiEvent e) {
      String key = first(e.getProject(), e.getOwner(), e.getSource());
      return new Envelope(Topics.CI_EVENTS, key, e.getTime());
    }
    if (event instanceof Exposure e) {
      String key = first(e.getCredentialId(), e.getSource());
      return new Envelope(Topics.EXPOSURES, key, e.getReportedAt());
    }
    throw new IllegalArgumentException(
        "a format gave %s, which is no event".formatted(event.getSchema().getFullName()));
  }

  private static @Nullable String id(@Nullable Credential credential) {
    return credential == null ? null : credential.getId();
  }

  private static @Nullable String id(@Nullable Actor actor) {
    return actor == null ? null : actor.getId();
  }

  private static String first(@Nullable String... candidates) {
    for (String candidate : candidates) {
      if (candidate != null && !candidate.isEmpty()) {
        return candidate;
      }
    }
    return "unknown";
  }
}
