package dev.pubwatch.core;

import org.jspecify.annotations.Nullable;

/**
 * A yes/no that can turn.
 *
 * @param turned whether it turned with this event, or so recently that it does not count as usual
 *     yet
 * @param history past events in which it could have turned, decayed
 * @param turns times it did turn, decayed
 * @param what what it turned to, for a person to read
 */
public record Turn(boolean turned, double history, double turns, @Nullable String what) {}
