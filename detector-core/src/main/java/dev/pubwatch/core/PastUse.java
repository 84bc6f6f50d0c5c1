package dev.pubwatch.core;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Uses of a credential that were alike, found again when it is reported leaked.
 *
 * @param eventId the latest of them
 * @param firstMillis when the first was
 * @param timeMillis when the latest was
 * @param count how many there were, at least 1
 */
public record PastUse(
    String eventId,
    @Nullable String project,
    @Nullable String version,
    long firstMillis,
    long timeMillis,
    String action,
    String source,
    @Nullable String ip,
    @Nullable String country,
    long count) {

  /** The single use that an event is. */
  public static PastUse of(Event e) {
    return new PastUse(
        e.eventId(),
        e.project(),
        e.version(),
        e.timeMillis(),
        e.timeMillis(),
        e.action(),
        e.source(),
        e.ip(),
        e.country(),
        1);
  }

  /** The same with a later one that is like it. */
  public PastUse and(PastUse later) {
    return new PastUse(
        later.eventId,
        later.project,
        later.version,
        Math.min(firstMillis, later.firstMillis),
        Math.max(timeMillis, later.timeMillis),
        later.action,
        later.source,
        later.ip,
        later.country,
        count + later.count);
  }

  /** Characters that it holds. */
  public int size() {
    return eventId.length() + length(project) + length(version) + action.length() + length(ip);
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }

  public void write(DataOutput out) throws IOException {
    Wire.string(out, eventId);
    Wire.string(out, project);
    Wire.string(out, version);
    out.writeLong(firstMillis);
    out.writeLong(timeMillis);
    Wire.string(out, action);
    Wire.string(out, source);
    Wire.string(out, ip);
    Wire.string(out, country);
    Wire.unsigned(out, count);
  }

  public static PastUse read(DataInput in) throws IOException {
    return new PastUse(
        Wire.text(in),
        Wire.string(in),
        Wire.string(in),
        in.readLong(),
        in.readLong(),
        Wire.text(in),
        Wire.text(in),
        Wire.string(in),
        Wire.string(in),
        Wire.unsigned(in));
  }
}
