package dev.pubwatch.notify.route;

import dev.pubwatch.events.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of what.
 *
 * @param name unique
 * @param condition which alerts
 * @param channels names of the channels that are told
 * @param urgent what is at least as severe is told at once, in quiet hours too
 * @param quietHours null for none
 * @param digest how long what is not urgent is collected for one message; zero for not at all
 * @param updateAfter how long changes of an incident are collected before it is told again
 * @param each whether each alert is told by itself, at once, without the rest of its incident
 * @param resolved whether the end of an incident is told
 * @param escalateAfter how long an incident may wait for somebody; zero for ever
 * @param escalateTo channels that are told then
 */
public record Route(
    String name,
    Condition condition,
    List<String> channels,
    Severity urgent,
    @Nullable QuietHours quietHours,
    Duration digest,
    Duration updateAfter,
    boolean each,
    boolean resolved,
    Duration escalateAfter,
    List<String> escalateTo) {
  static final Duration UPDATE_AFTER = Duration.ofSeconds(10);

  public Route {
    channels = List.copyOf(channels);
    escalateTo = List.copyOf(escalateTo);
  }

  /** Where nothing is set: every incident, at any hour. */
  static Route everything(List<String> channels) {
    return unconditional("everything", channels, UPDATE_AFTER, false);
  }

  /** Each alert as it comes, and no word of ends. */
  static Route eachAlert(List<String> channels) {
    return unconditional("each-alert", channels, Duration.ZERO, true);
  }

  private static Route unconditional(
      String name, List<String> channels, Duration updateAfter, boolean each) {
    return new Route(
        name,
        Condition.ANYTHING,
        channels,
        Severity.info,
        null,
        Duration.ZERO,
        updateAfter,
        each,
        !each,
        Duration.ZERO,
        List.of());
  }

  /** When something of that severity is told: now, or when the quiet hours or the digest end. */
  public Instant due(Severity severity, Instant now) {
    if (!Severities.below(severity, urgent)) {
      return now;
    }
    Instant collected = now.plus(digest);
    return quietHours == null ? collected : quietHours.over(collected);
  }
}
