package dev.pubwatch.formats.json;

import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.MalformedException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When an event happened, for sources that do not always say.
 *
 * <p>The record's own time comes first. Without one the event takes the time at which it was
 * received, and says so in the attribute {@link #ATTRIBUTE}. Where that is not known either, as in
 * a replay of old files, the record is rejected: no time is made up.
 *
 * @param at the time
 * @param from where it is from, null for the record's own time
 */
public record EventTime(Instant at, @Nullable String from) {
  /** Says that the time is not the event's own. */
  public static final String ATTRIBUTE = "time_from";

  /**
   * The first of a record's fields that holds a time, else the time of receipt.
   *
   * @throws MalformedException when nothing is known, naming the fields
   */
  public static EventTime of(JsonFields in, @Nullable Instant received, String... names)
      throws MalformedException {
    for (String name : names) {
      Instant time = in.time(name);
      if (time != null) {
        return new EventTime(time, null);
      }
    }
    return of(null, received, String.join(" or ", names));
  }

  /** The same for a record without any time of its own, and for one that was read already. */
  public static EventTime of(@Nullable Instant own, @Nullable Instant received, String expected)
      throws MalformedException {
    if (own != null) {
      return new EventTime(own, null);
    }
    if (received == null) {
      throw new MalformedException(
          expected
              + " must be milliseconds from 1970 or an ISO-8601 time, was missing or neither, and"
              + " when the record was received is not known");
    }
    return new EventTime(received, "receipt");
  }

  /** The same for a context that knows when the record was read. */
  public static EventTime of(JsonFields in, FormatContext context, String... names)
      throws MalformedException {
    return of(in, context.ingestedAt(), names);
  }
}
