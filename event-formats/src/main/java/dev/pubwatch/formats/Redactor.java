package dev.pubwatch.formats;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes secrets out of free text: each is replaced by {@code [redacted:<kind>]}.
 *
 * <p>Every pattern starts with a literal and repeats single character classes with a bound, so the
 * work grows with the text and no text can make it explode. It knows the shapes of published token
 * formats, credentials in headers and URLs, private keys, and values that are named as secrets; a
 * secret of no known shape and without a name beside it cannot be told from other text.
 */
public final class Redactor {
  /** What stands in place of a value whose name says that it is a secret. */
  public static final String NAMED_SECRET = "[redacted:named-secret]";

  /** Shortest text that could hold a secret. */
  private static final int MIN_LENGTH = 8;

  /** No letter or digit before, unless it belongs to an escape such as {@code \\n} in raw JSON. */
  private static final String START = "(?:(?<![A-Za-z0-9])|(?<=\\\\[nrt]))";

  private static final List<Rule> RULES =
      List.of(
          rule(
              "github-token",
              "gh[pousr]_[A-Za-z0-9]{16,255}+",
              "ghp_",
              "gho_",
              "ghu_",
              "ghs_",
              "ghr_"),
          rule("github-token", "github_pat_[A-Za-z0-9_]{20,255}+", "github_pat_"),
          rule("gitlab-token", START + "gl(?:pat|dt|ptt|rt|cbt|oas)-[A-Za-z0-9_-]{16,255}+", "gl"),
          rule("npm-token", "npm_[A-Za-z0-9]{30,64}+", "npm_"),
          rule("pypi-token", "pypi-AgE[A-Za-z0-9_-]{12,2048}+", "pypi-AgE"),
          rule("rubygems-token", "rubygems_[A-Fa-f0-9]{32,64}+", "rubygems_"),
          rule("crates-token", START + "cio[A-Za-z0-9]{32}(?![A-Za-z0-9])", "cio"),
          rule("docker-token", "dckr_[po]at_[A-Za-z0-9_-]{20,255}+", "dckr_"),
          rule("slack-token", START + "xox[abeoprs]-[A-Za-z0-9-]{10,255}+", "xox"),
          rule("slack-token", START + "xapp-[A-Za-z0-9-]{10,255}+", "xapp-"),
          rule(
              "slack-webhook",
              "hooks\\.slack\\.com/[a-z]{1,16}/[A-Za-z0-9/_-]{16,255}+",
              "hooks.slack.com"),
          rule("google-key", "AIza[A-Za-z0-9_-]{35}", "AIza"),
          rule("stripe-key", "[rs]k_(?:live|test)_[A-Za-z0-9]{16,255}+", "k_live_", "k_test_"),
          rule("api-key", START + "sk-(?:proj|ant|svcacct|admin)-[A-Za-z0-9_-]{20,255}+", "sk-"),
          rule(
              "jwt",
              "eyJ[A-Za-z0-9_-]{8,2048}+\\.[A-Za-z0-9_-]{4,4096}+(?:\\.[A-Za-z0-9_-]{0,2048}+)?",
              "eyJ"),
          rule(
              "private-key",
              "-----BEGIN [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----"
                  + "[^-]{0,16384}+(?:-[^-]{1,16384}+){0,32}+(?:-----END [A-Z ]{0,64}-----)?",
              "PRIVATE KEY"),
          kept(
              "aws-secret-key",
              "((?:AKIA|ASIA)[A-Z0-9]{16}[\"'\\s:,;/=]{1,4})[A-Za-z0-9/+=]{40}+",
              "AKIA",
              "ASIA"),
          kept(
              "authorization",
              "((?i:bearer|basic)(?:\\s|%20|\\+){1,4}+)[A-Za-z0-9._~+/=-]{8,8192}+",
              "earer",
              "EARER",
              "asic",
              "ASIC"),
          kept("url-userinfo", "(://)(?!git@)[^\\s/@\"'<>]{1,1024}+(?=@)", "://"),
          kept(
              "named-secret",
              "(?<![:])((?i:token|passwd|password|pwd|passphrase|secret|api[_-]?key|access[_-]?key"
                  + "|private[_-]?key|auth[_-]?key|_auth|authorization|credentials?|client[_-]?secret)"
                  + "\\\\?[\"']?\\s{0,4}+(?:=|:|%3[aAdD])\\s{0,4}+\\\\?[\"']?)(?!\\[redacted)"
                  + "[^\\s\"'&,;{}\\[\\]\\\\]{1,8192}+",
              "=",
              ":",
              "%3"));

  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "(?i)(?<!hashed[_-])(?:token|passwd|password|passphrase|secret|secret_?key|secretaccesskey"
              + "|api_?key|private_?key|authorization|cookie)(?:_?value)?$");

  private Redactor() {}

  /** The text without secrets; the same object when there was none. */
  public static String redact(String text) {
    if (text.length() < MIN_LENGTH) {
      return text;
    }
    String clean = text;
    for (Rule rule : RULES) {
      clean = rule.apply(clean);
    }
    return clean;
  }

  /** Whether a field of this name holds a secret, whatever its value looks like. */
  public static boolean isSecretName(String name) {
    return name.length() <= 256 && SECRET_NAME.matcher(name).find();
  }

  /** Replaces the whole match. */
  private static Rule rule(String kind, String regex, String... triggers) {
    return new Rule(Pattern.compile(regex), "[redacted:" + kind + "]", List.of(triggers));
  }

  /** Keeps group 1, which names the secret, and replaces the rest of the match. */
  private static Rule kept(String kind, String regex, String... triggers) {
    return new Rule(Pattern.compile(regex), "$1[redacted:" + kind + "]", List.of(triggers));
  }

  /**
   * @param triggers without one of which the pattern cannot match: most text skips the pattern
   */
  private record Rule(Pattern pattern, String replacement, List<String> triggers) {

    String apply(String text) {
      if (!isTriggered(text)) {
        return text;
      }
      Matcher matcher = pattern.matcher(text);
      return matcher.find() ? matcher.replaceAll(replacement) : text;
    }

    private boolean isTriggered(String text) {
      for (String trigger : triggers) {
        if (text.contains(trigger)) {
          return true;
        }
      }
      return false;
    }
  }
}
