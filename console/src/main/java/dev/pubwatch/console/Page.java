package dev.pubwatch.console;

/** What every page begins and ends with; pages are well-formed XML too. */
final class Page {
  private Page() {}

  /** The page up to and including {@code <main>}. */
  static Html open(String title) {
    return open(title, "");
  }

  /** As {@link #open(String)}; a browser loads the page again each {@code seconds}. */
  static Html openRefreshing(String title, int seconds) {
    return open(title, "<meta http-equiv=\"refresh\" content=\"" + seconds + "\"/>\n");
  }

  private static Html open(String title, String meta) {
    return new Html()
        .markup("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n")
        .markup("<meta http-equiv=\"Content-Security-Policy\" content=\"" + Style.POLICY + "\"/>\n")
        .markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n")
        .markup("<meta name=\"color-scheme\" content=\"light dark\"/>\n")
        .markup("<meta name=\"referrer\" content=\"no-referrer\"/>\n")
        .markup(meta)
        .element("title", title)
        .markup("\n<style>" + Style.SHEET + "</style>\n</head>\n<body>\n<main>\n");
  }

  static Html close(Html html) {
    return html.markup("</main>\n</body>\n</html>\n");
  }
}
