package dev.pubwatch.notify.message;

/** Escaping for each kind of markup that channels use. */
public final class Escapes {
  /** Text without markup. */
  public static final Escape PLAIN = new Plain();

  /** Slack's mrkdwn. */
  public static final Escape SLACK = new Slack();

  /** Markdown of GitHub and GitLab. */
  public static final Escape MARKDOWN = new Markdown();

  /** The Markdown that Adaptive Cards know: no code, no HTML. */
  public static final Escape CARD = new Card();

  /** HTML of a mail. */
  public static final Escape HTML = new Html();

  /** Drawn as nothing; keeps a sign from joining what follows it. */
  private static final String APART = "&#8203;";

  /** The same where there are no entities. */
  private static final char JOINER = '\u2060';

  private Escapes() {}

  private static final class Plain implements Escape {
    @Override
    public String text(String clean) {
      return clean;
    }

    @Override
    public String code(String clean) {
      return clean;
    }

    @Override
    public String link(String url, String label) {
      return url;
    }
  }

  /**
   * The three characters that Slack asks for; addresses do not become links. Its marks cannot be
   * escaped: bold or slanted letters are the most that a text can bring about.
   */
  private static final class Slack implements Escape {
    @Override
    public String text(String clean) {
      StringBuilder out = new StringBuilder();
      clean.chars().forEach(c -> out.append(entity((char) c)));
      return out.toString().replace("://", ":" + JOINER + "//");
    }

    @Override
    public String code(String clean) {
      StringBuilder out = new StringBuilder("`");
      clean.replace('`', '\'').chars().forEach(c -> out.append(entity((char) c)));
      return out.append('`').toString();
    }

    @Override
    public String link(String url, String label) {
      return "<" + url.replace("|", "%7C").replace(">", "%3E") + "|" + text(label) + ">";
    }

    private static String entity(char c) {
      return switch (c) {
        case '&' -> "&amp;";
        case '<' -> "&lt;";
        case '>' -> "&gt;";
        default -> String.valueOf(c);
      };
    }
  }

  /**
   * Backslashes before punctuation. {@code @name} and {@code #12} are found in the finished page,
   * so they are parted by a space of no width, as are addresses that would become links.
   */
  private static final class Markdown implements Escape {
    private static final String MARKS = "\\`*_{}[]<>!|~$&";

    /** What opens a list, a heading or a command at the start of a line. */
    private static final String STARTS = "-+=/";

    @Override
    public String text(String clean) {
      StringBuilder out = new StringBuilder();
      for (int i = 0; i < clean.length(); i++) {
        char c = clean.charAt(i);
        if (c == '@' || c == '#') {
          out.append('\\').append(c).append(APART);
        } else if (MARKS.indexOf(c) >= 0 || (i == 0 && STARTS.indexOf(c) >= 0)) {
          out.append('\\').append(c);
        } else {
          out.append(c);
        }
      }
      return out.toString().replace("://", ":" + APART + "//").replace("www.", "www" + APART + ".");
    }

    /** The fence is longer than any run of backticks within. */
    @Override
    public String code(String clean) {
      if (clean.isEmpty()) {
        return "";
      }
      int longest = 0;
      int run = 0;
      for (int i = 0; i < clean.length(); i++) {
        run = clean.charAt(i) == '`' ? run + 1 : 0;
        longest = Math.max(longest, run);
      }
      String fence = "`".repeat(longest + 1);
      String pad = longest > 0 ? " " : "";
      return fence + pad + clean + pad + fence;
    }

    @Override
    public String link(String url, String label) {
      return "[" + text(label) + "](" + url.replace("(", "%28").replace(")", "%29") + ")";
    }
  }

  private static final class Card implements Escape {
    private static final String MARKS = "\\`*_[]";

    @Override
    public String text(String clean) {
      StringBuilder out = new StringBuilder();
      for (int i = 0; i < clean.length(); i++) {
        char c = clean.charAt(i);
        out.append(MARKS.indexOf(c) >= 0 ? "\\" : "").append(c);
      }
      return out.toString().replace("://", ":" + JOINER + "//");
    }

    @Override
    public String code(String clean) {
      return text(clean);
    }

    @Override
    public String link(String url, String label) {
      return "[" + text(label) + "](" + url.replace("(", "%28").replace(")", "%29") + ")";
    }
  }

  private static final class Html implements Escape {
    @Override
    public String text(String clean) {
      StringBuilder out = new StringBuilder();
      for (int i = 0; i < clean.length(); i++) {
        char c = clean.charAt(i);
        switch (c) {
          case '&' -> out.append("&amp;");
          case '<' -> out.append("&lt;");
          case '>' -> out.append("&gt;");
          case '"' -> out.append("&quot;");
          case '\'' -> out.append("&#39;");
          default -> out.append(c);
        }
      }
      return out.toString();
    }

    @Override
    public String code(String clean) {
      return "<code>" + text(clean) + "</code>";
    }

    @Override
    public String link(String url, String label) {
      return "<a href=\"" + text(url) + "\">" + text(label) + "</a>";
    }
  }
}
