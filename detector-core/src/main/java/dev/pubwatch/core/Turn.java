package dev.pubwatch.core;

import java.util.Collections;
import java.util.List;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * A yes/no that can turn.
 *
 * @param turned whether it turned with this event, or so recently that it does not count as usual
 *     yet
 * @param fresh whether it turned with this very event
 * @param history past events in which it could have turned, decayed
 * @param turns times it did turn, decayed
 * @param what what it turned to, for a person to read
 */
public record Turn(
    boolean turned, boolean fresh, double history, double turns, @Nullable String what) {

  /** What it turned to where that is several words, such as hosts. */
  public List<String> values() {
    if (what == null) {
      return List.of();
    }
    return Collections.list(new StringTokenizer(what)).stream().map(String::valueOf).toList();
  }
}
