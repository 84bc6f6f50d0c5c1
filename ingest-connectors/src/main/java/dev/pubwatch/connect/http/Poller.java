package dev.pubwatch.connect.http;

import dev.pubwatch.connect.Cursor;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Follows one stream of one server. */
interface Poller {

  /** When the next request is due; {@link Instant#MAX} when none will be. */
  Instant due();

  /**
   * Makes one request.
   *
   * @throws HttpFault when it brought nothing; the next call makes the same request, or begins anew
   *     from the cursor
   */
  void request(Instant now) throws HttpFault;

  /** The next entry to deliver; null when there is none before the next request. */
  @Nullable Item peek();

  /** The entry was delivered, with all its events. */
  void delivered(Item item);

  /** An event of the current entry was sent. */
  default void sent(Instant time) {}

  /** What was delivered. */
  Cursor cursor();

  /** Connect's source partition. */
  Map<String, String> partition();

  /**
   * What an offset has beside the cursor.
   *
   * @param whole whether all of the current entry was delivered
   */
  default Map<String, Object> position(boolean whole) {
    return Map.of();
  }

  /** Whether an entry came later than the overlap allows, and so cannot be told from a repeat. */
  default boolean isTooLate(Instant time) {
    return false;
  }
}
