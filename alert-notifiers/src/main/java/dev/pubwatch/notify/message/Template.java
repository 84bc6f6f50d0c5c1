package dev.pubwatch.notify.message;

import dev.pubwatch.formats.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Text with places for values, the small part of Mustache that needs no code to run: {@code
 * {{name}}}, {@code {{name|code}}}, {@code {{#name}}…{{/name}}} for each of a list or if there is
 * one, {@code {{^name}}…{{/name}}} if there is none. A line with nothing but such a sign leaves no
 * line. The text around belongs to the operator; every value is escaped.
 */
public final class Template {
  private static final int MAX_CHARS = 65_536;
  private static final int DEEPEST = 4;
  private static final String OPEN = "{{";
  private static final String CLOSE = "}}";

  /** Literal text, a value, or a section with parts of its own. */
  private sealed interface Part {}

  private record Literal(String text) implements Part {}

  private record Value(String name, boolean code) implements Part {}

  private record Section(String name, boolean negated, List<Part> parts) implements Part {}

  private final List<Part> parts;

  private Template(List<Part> parts) {
    this.parts = parts;
  }

  /**
   * Reads a template.
   *
   * @param source what messages call it
   * @param names values that there are
   * @throws IllegalArgumentException naming the line and what is wrong with it
   */
  public static Template parse(String source, String text, Set<String> names) {
    if (text.length() > MAX_CHARS) {
      throw new IllegalArgumentException(
          "%s must be of at most %d characters, had %d"
              .formatted(source, MAX_CHARS, text.length()));
    }
    return new Template(new Parser(source, text, names).parse());
  }

  /** The text with values filled in. */
  public String render(Map<String, Object> values, Escape escape) {
    StringBuilder out = new StringBuilder();
    render(parts, List.of(values), escape, out);
    return out.toString();
  }

  private static void render(
      List<Part> parts, List<Map<String, Object>> scopes, Escape escape, StringBuilder out) {
    for (Part part : parts) {
      if (part instanceof Literal literal) {
        out.append(literal.text());
      } else if (part instanceof Value value) {
        append(find(scopes, value.name()), value.code(), escape, out);
      } else if (part instanceof Section section) {
        render(section, scopes, escape, out);
      }
    }
  }

  private static void render(
      Section section, List<Map<String, Object>> scopes, Escape escape, StringBuilder out) {
    Object value = find(scopes, section.name());
    boolean none = value == null || value.equals("") || (value instanceof List<?> l && l.isEmpty());
    if (section.negated()) {
      if (none) {
        render(section.parts(), scopes, escape, out);
      }
    } else if (value instanceof List<?> items) {
      for (Object item : items) {
        render(section.parts(), within(scopes, item), escape, out);
      }
    } else if (!none) {
      render(section.parts(), scopes, escape, out);
    }
  }

  @SuppressWarnings("unchecked") // items are maps that NoticeText makes
  private static List<Map<String, Object>> within(List<Map<String, Object>> scopes, Object item) {
    List<Map<String, Object>> inner = new ArrayList<>();
    inner.add((Map<String, Object>) item);
    inner.addAll(scopes);
    return inner;
  }

  private static void append(
      @Nullable Object value, boolean code, Escape escape, StringBuilder out) {
    if (value instanceof Link link) {
      out.append(escape.link(link.url(), link.label()));
    } else if (value instanceof String text) {
      out.append(code ? escape.code(text) : escape.text(text));
    }
  }

  private static @Nullable Object find(List<Map<String, Object>> scopes, String name) {
    for (Map<String, Object> scope : scopes) {
      Object value = scope.get(name);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  /** Reads signs one after the other; sections nest by recursion, a few levels deep. */
  private static final class Parser {
    private final String source;
    private final String text;
    private final Set<String> names;
    private int at;

    Parser(String source, String text, Set<String> names) {
      this.source = source;
      this.text = text;
      this.names = names;
    }

    List<Part> parse() {
      return parts(null, 0);
    }

    private List<Part> parts(@Nullable String section, int depth) {
      List<Part> parts = new ArrayList<>();
      while (at < text.length()) {
        int open = text.indexOf(OPEN, at);
        int start = open < 0 ? text.length() : open;
        int from = at;
        if (open < 0) {
          parts.add(new Literal(text.substring(from)));
          at = text.length();
          break;
        }
        String sign = sign(open);
        boolean marks = !sign.isEmpty() && "#^/".indexOf(sign.charAt(0)) >= 0;
        int lineStart = marks ? alone(open) : -1;
        parts.add(new Literal(text.substring(from, lineStart >= from ? lineStart : start)));
        if (marks && sign.charAt(0) == '/') {
          end(sign.substring(1).strip(), section, open);
          return parts;
        }
        parts.add(marks ? section(sign, depth, open) : value(sign, open));
      }
      if (section != null) {
        throw fault(text.length(), "{{#" + section + "}} has no end {{/" + section + "}}");
      }
      return parts;
    }

    /** What is between the braces; moves behind them. */
    private String sign(int open) {
      int close = text.indexOf(CLOSE, open);
      if (close < 0) {
        throw fault(open, "{{ has no }}");
      }
      at = close + CLOSE.length();
      return text.substring(open + OPEN.length(), close).strip();
    }

    /** If nothing else is on the sign's line, its start; then the line's end is passed over. */
    private int alone(int open) {
      int start = text.lastIndexOf('\n', open - 1) + 1;
      int end = text.indexOf('\n', at);
      int stop = end < 0 ? text.length() : end;
      boolean alone = text.substring(start, open).isBlank() && text.substring(at, stop).isBlank();
      if (!alone) {
        return -1;
      }
      at = end < 0 ? stop : end + 1;
      return start;
    }

    private Part section(String sign, int depth, int open) {
      String name = known(sign.substring(1).strip(), open);
      if (depth >= DEEPEST) {
        throw fault(open, "sections may be nested " + DEEPEST + " deep");
      }
      return new Section(name, sign.charAt(0) == '^', parts(name, depth + 1));
    }

    private Part value(String sign, int open) {
      boolean code = sign.endsWith("|code");
      String name = code ? sign.substring(0, sign.length() - "|code".length()).strip() : sign;
      return new Value(known(name, open), code);
    }

    private void end(String name, @Nullable String section, int open) {
      if (!name.equals(section)) {
        throw fault(open, "{{/" + name + "}} ends " + (section == null ? "nothing" : section));
      }
    }

    private String known(String name, int open) {
      if (!names.contains(name)) {
        throw fault(
            open,
            "{{%s}} is not known, did you mean {{%s}}?"
                .formatted(name, Nearest.to(name, new TreeSet<>(names))));
      }
      return name;
    }

    private IllegalArgumentException fault(int position, String what) {
      long line = text.substring(0, position).chars().filter(c -> c == '\n').count() + 1;
      return new IllegalArgumentException(source + ", line " + line + ": " + what);
    }
  }
}
