package dev.pubwatch.console;

import java.nio.charset.StandardCharsets;

/** What a request is answered with. */
record Answer(int status, String contentType, String body) {
  static Answer html(int status, Html page) {
    return new Answer(status, "text/html; charset=utf-8", page.toString());
  }

  static Answer text(int status, String line) {
    return new Answer(status, "text/plain; charset=utf-8", line + "\n");
  }

  byte[] bytes() {
    return body.getBytes(StandardCharsets.UTF_8);
  }
}
