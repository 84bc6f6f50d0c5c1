package dev.pubwatch.notify.message;

/** Makes text that came from a log harmless in one kind of markup. */
public interface Escape {
  /** Running text: it is shown as it is, and means nothing. */
  String text(String clean);

  /** A name to be copied: shown apart from the text, where the markup can. */
  String code(String clean);

  /** A link; the address is percent-encoded and https already. */
  String link(String url, String label);
}
