package dev.pubwatch.gateway;

import java.time.Duration;

/**
 * How much of what is taken.
 *
 * @param bodyBytes largest body as sent
 * @param decodedBytes largest body once decompressed
 * @param heldBytes bodies held at the same time, all together
 * @param connections open at the same time
 * @param requestsPerSecond of an endpoint, counted once they have proved who they are
 * @param requestsPerSecondOfAddress of one address, whoever it is
 * @param headerTime from the first byte of a request to the last of its headers
 * @param bodyTime from then to the end of its body
 * @param bodyBytesPerSecond slowest that a body may come, once {@link #GRACE} has passed
 * @param idleTime a connection may be kept without a request
 * @param replayWindow for how long a delivery id is remembered
 */
public record Limits(
    int bodyBytes,
    int decodedBytes,
    long heldBytes,
    int connections,
    double requestsPerSecond,
    double requestsPerSecondOfAddress,
    Duration headerTime,
    Duration bodyTime,
    long bodyBytesPerSecond,
    Duration idleTime,
    Duration replayWindow) {

  /** Before a body's pace is judged. */
  static final Duration GRACE = Duration.ofSeconds(2);

  private static final int MIB = 1 << 20;

  /** GitHub's largest webhook is 25 MB, its longest wait 10 s. */
  public static final Limits DEFAULTS =
      new Limits(
          25 * MIB,
          64 * MIB,
          Math.min(128L * MIB, Runtime.getRuntime().maxMemory() / 4),
          2_000,
          10_000,
          10_000,
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          1024,
          Duration.ofSeconds(60),
          Duration.ofHours(1));
}
