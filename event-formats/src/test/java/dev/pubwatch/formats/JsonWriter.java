package dev.pubwatch.formats;

import dev.pubwatch.formats.Splits.Cut;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Writes random JSON of every layout that the splitter knows, and notes which records it wrote. */
final class JsonWriter {
  private static final String[] STRINGS = {"", "x", "}", "[{", "\\\"", "\\\\", "events", "\u00FF"};

  final StringBuilder text = new StringBuilder();
  final List<Cut> expected = new ArrayList<>();
  private final Random random;

  JsonWriter(Random random) {
    this.random = random;
  }

  void document() {
    int parts = random.nextInt(5);
    for (int i = 0; i < parts; i++) {
      switch (random.nextInt(4)) {
        case 0 -> record(this::object);
        case 1 -> array();
        case 2 -> wrapper();
        default -> looseText();
      }
      space();
    }
  }

  private void array() {
    text.append('[');
    elements(() -> record(this::value));
    text.append(']');
  }

  private void wrapper() {
    text.append('{');
    space();
    if (random.nextBoolean()) {
      text.append("\"meta\":");
      value();
      text.append(',');
    }
    text.append(random.nextBoolean() ? "\"Records\"" : "\"events\"");
    space();
    text.append(':');
    space();
    text.append('[');
    space();
    record(this::object);
    if (random.nextBoolean()) {
      text.append(',');
      elements(() -> record(this::value));
    }
    text.append(']');
    if (random.nextBoolean()) {
      text.append(",\"next\":");
      value();
    }
    text.append('}');
  }

  private void looseText() {
    record(() -> text.append(random.nextBoolean() ? "panic: oops" : "}"));
    text.append('\n');
  }

  private void record(Runnable write) {
    space();
    int start = text.length();
    long line = 1 + text.chars().filter(c -> c == '\n').count();
    write.run();
    String written = text.substring(start);
    int kept = Math.min(written.length(), 1000);
    boolean truncated = kept < written.length();
    expected.add(new Cut(written.substring(0, kept), start, text.length(), line, truncated, true));
  }

  private void value() {
    switch (random.nextInt(6)) {
      case 0 -> object();
      case 1 -> {
        text.append('[');
        elements(this::value);
        text.append(']');
      }
      case 2 -> string();
      case 3 -> text.append(random.nextInt(1000) - 500);
      case 4 -> text.append(random.nextBoolean());
      default -> text.append("null");
    }
  }

  private void object() {
    text.append('{');
    elements(
        () -> {
          text.append("\"k").append(random.nextInt(9)).append("\":");
          space();
          value();
        });
    text.append('}');
  }

  private void elements(Runnable element) {
    space();
    for (int i = random.nextInt(4); i > 0; i--) {
      element.run();
      space();
      text.append(i > 1 ? "," : "");
      space();
    }
  }

  private void string() {
    text.append('"').append(STRINGS[random.nextInt(STRINGS.length)]).append('"');
  }

  private void space() {
    text.append(" \n\t\r\n  ", 0, random.nextInt(4));
  }
}
