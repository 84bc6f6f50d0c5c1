package dev.pubwatch.gateway.verify;

import org.jspecify.annotations.Nullable;

/** One way of proving where a request comes from. Safe for use by many threads. */
public interface Verifier {

  /**
   * What can be told from the headers, so that nobody's body is read without need.
   *
   * @return null to go on and read the body
   */
  @Nullable Refusal beforeBody(Arrival arrival);

  /**
   * The whole proof; {@link #beforeBody} was asked before.
   *
   * @param body exactly the bytes sent, before any decoding
   * @return null when it holds
   */
  @Nullable Refusal withBody(Arrival arrival, byte[] body);
}
