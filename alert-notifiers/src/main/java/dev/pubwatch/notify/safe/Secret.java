package dev.pubwatch.notify.safe;

/** A secret that is shown by nothing but {@link #value}. */
public final class Secret {
  private static final int SHORTEST_MASKED = 4;
  private static final String MASK = "[secret]";

  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  /**
   * A secret as it was read, without the space around it.
   *
   * @param setting what the messages call it
   * @throws IllegalArgumentException if it is empty or holds what no header may
   */
  public static Secret of(String setting, String value) {
    String stripped = value.strip();
    if (stripped.isEmpty()) {
      throw new IllegalArgumentException(setting + " must hold a secret, is empty");
    }
    if (stripped.chars().anyMatch(c -> c < ' ' || c > '~')) {
      throw new IllegalArgumentException(
          setting + " must hold one line of printable ASCII, and does not");
    }
    return new Secret(stripped);
  }

  /** The secret itself, for the request alone. */
  public String value() {
    return value;
  }

  /** The text with the secret masked, should a receiver have sent it back. */
  public String masked(String text) {
    return value.length() < SHORTEST_MASKED ? text : text.replace(value, MASK);
  }

  @Override
  public String toString() {
    return MASK;
  }
}
