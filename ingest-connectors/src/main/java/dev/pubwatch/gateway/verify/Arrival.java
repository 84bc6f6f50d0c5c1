package dev.pubwatch.gateway.verify;

import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a request before its body was read.
 *
 * @param headers value of a header by its name in any case; null when it is missing or repeated,
 *     since of two signatures nobody can say which one counts
 * @param pathToken last part of the path where that is the secret, else null
 * @param at when it arrived
 */
public record Arrival(
    Function<String, @Nullable String> headers, @Nullable String pathToken, Instant at) {

  /** Value of a header, null when it is missing or repeated. */
  public @Nullable String header(String name) {
    return headers.apply(name);
  }

  /** Without headers: they hold secrets. */
  @Override
  public String toString() {
    return "Arrival[" + at + "]";
  }
}
