package dev.pubwatch.formats;

import static dev.pubwatch.formats.RedactionRule.afterGroup1;
import static dev.pubwatch.formats.RedactionRule.whole;

import java.util.List;
import java.util.stream.Stream;

/**
 * Takes secrets out of free text: each is replaced by {@code [redacted:<kind>]}.
 *
 * <p>Every pattern starts with a literal and repeats single character classes with a bound, so the
 * work grows with the text and no text can make it explode. It knows the shapes of published token
 * formats, credentials in headers and URLs, private keys, and values that are named as secrets; a
 * secret of no known shape and without a name beside it cannot be told from other text. Redacting
 * twice changes nothing.
 */
public final class Redactor {
  /** What stands in place of a value whose name says that it is a secret. */
  public static final String NAMED_SECRET = "[redacted:named-secret]";

  /** Shortest text that could hold a secret: {@code pwd=abcd}. */
  private static final int MIN_LENGTH = 8;

  /** No letter or digit before, unless it belongs to an escape: {@code \n} in JSON, {@code %20}. */
  private static final String START = "(?:(?<![A-Za-z0-9])|(?<=\\\\[nrt])|(?<=%[0-9A-Fa-f]{2}))";

  /** Tokens of known shape. */
  private static final List<RedactionRule> TOKENS =
      List.of(
          whole(
              "github-token",
              "gh[pousr]_[A-Za-z0-9]{16,255}+",
              "ghp_",
              "gho_",
              "ghu_",
              "ghs_",
              "ghr_"),
          whole("github-token", "github_pat_[A-Za-z0-9_]{20,255}+", "github_pat_"),
          whole(
              "gitlab-token",
              START + "gl(?:pat|dt|ptt|rt|cbt|oas)-[A-Za-z0-9_-]{16,255}+",
              "glpat-",
              "gldt-",
              "glptt-",
              "glrt-",
              "glcbt-",
              "gloas-"),
          whole("npm-token", "npm_[A-Za-z0-9]{30,64}+", "npm_"),
          whole("pypi-token", "pypi-AgE[A-Za-z0-9_-]{12,2048}+", "pypi-AgE"),
          whole("rubygems-token", "rubygems_[A-Fa-f0-9]{32,64}+", "rubygems_"),
          whole("crates-token", START + "cio[A-Za-z0-9]{32}(?![A-Za-z0-9])", "cio"),
          whole("docker-token", "dckr_[po]at_[A-Za-z0-9_-]{20,255}+", "dckr_"),
          whole("slack-token", START + "xox[abeoprs]-[A-Za-z0-9-]{10,255}+", "xox"),
          whole("slack-token", START + "xapp-[A-Za-z0-9-]{10,255}+", "xapp-"),
          whole("google-key", "AIza[A-Za-z0-9_-]{35}", "AIza"),
          whole("stripe-key", "[rs]k_(?:live|test)_[A-Za-z0-9]{16,255}+", "k_live_", "k_test_"),
          whole("api-key", START + "sk-(?:proj|ant|svcacct|admin)-[A-Za-z0-9_-]{20,255}+", "sk-"),
          whole(
              "jwt",
              "eyJ[A-Za-z0-9_-]{8,2048}+\\.[A-Za-z0-9_-]{4,4096}+(?:\\.[A-Za-z0-9_-]{0,2048}+)?",
              "eyJ"),
          afterGroup1(
              "aws-secret-key",
              "((?:AKIA|ASIA)[A-Z0-9]{16}[\"'\\s:,;/=]{1,4})[A-Za-z0-9/+=]{40}+",
              "AKIA",
              "ASIA"));

  /** Secrets that what is around them gives away. */
  private static final List<RedactionRule> IN_CONTEXT =
      List.of(
          whole(
              "slack-webhook",
              "hooks\\.slack\\.com/[a-z]{1,16}/[A-Za-z0-9/_-]{16,255}+",
              "hooks.slack.com"),
          whole(
              "private-key",
              "-----BEGIN [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----"
                  + "[^-]{0,16384}+(?:-[^-]{1,16384}+){0,32}+(?:-----END [A-Z ]{0,64}-----)?",
              "PRIVATE KEY"),
          afterGroup1(
              "authorization",
              "((?i:bearer|basic)(?:\\s|%20|\\+){1,4}+)(?=[a-z._~+/-]{0,256}[A-Z0-9=])"
                  + "[A-Za-z0-9._~+/=-]{8,8192}+",
              "earer",
              "EARER",
              "asic",
              "ASIC"),
          afterGroup1(
              "npm-logout",
              "(/-/user/token/)(?!\\[redacted)[^\\s\"'?#\\\\]{1,8192}+",
              "/-/user/token/"),
          afterGroup1("url-userinfo", "(://)(?!git@)[^\\s/@\"'<>]{1,1024}+(?=@)", "://"));

  private static final RedactionRule NAMED =
      afterGroup1(
          "named-secret",
          "(?<![:])((?i:token|passwd|password|pwd|passphrase|secret|api[_-]?key|access[_-]?key"
              + "|private[_-]?key|auth[_-]?key|_auth|authorization|credentials?|client[_-]?secret)"
              + "\\\\?[\"']?\\s{0,4}+(?:=|:|%3[aAdD])\\s{0,4}+\\\\?[\"']?)(?!\\[redacted)"
              + "(?:(?<=[^\\\\]\")[^\"\\\\]{1,8192}+(?:\\\\.[^\"\\\\]{0,8192}+){0,32}+"
              + "|(?<=\\\\\")[^\"\\\\]{1,8192}+|(?<=')[^'\\\\]{1,8192}+"
              + "|[^\\s\"'&,;{}\\[\\]\\\\]{1,8192}+)",
          "=",
          ":",
          "%3");

  /** Every rule but {@link #NAMED}, in the order in which they are applied. */
  private static final List<RedactionRule> RULES =
      Stream.concat(TOKENS.stream(), IN_CONTEXT.stream()).toList();

  private static final Triggers TRIGGERS = new Triggers(RULES);

  /** How the names in {@link #NAMED} end. */
  private static final NameEndings NAME_ENDS =
      new NameEndings(
          List.of(
              "token",
              "passwd",
              "password",
              "pwd",
              "passphrase",
              "secret",
              "apikey",
              "api_key",
              "api-key",
              "accesskey",
              "access_key",
              "access-key",
              "privatekey",
              "private_key",
              "private-key",
              "authkey",
              "auth_key",
              "auth-key",
              "_auth",
              "authorization",
              "credential",
              "credentials"));

  /** Most quotes, escapes and white space between a name and its separator. */
  private static final int MAX_GAP = 6;

  private static final NameEndings SECRET_NAMES =
      new NameEndings(
          List.of(
              "token",
              "passwd",
              "password",
              "passphrase",
              "secret",
              "secretkey",
              "secret_key",
              "secretaccesskey",
              "apikey",
              "api_key",
              "privatekey",
              "private_key",
              "authorization",
              "cookie"));

  private Redactor() {}

  /** The text without secrets; the same object when there was none. */
  public static String redact(String text) {
    if (text.length() < MIN_LENGTH) {
      return text;
    }
    String clean = text;
    for (long rules = TRIGGERS.in(text); rules != 0; rules &= rules - 1) {
      clean = RULES.get(Long.numberOfTrailingZeros(rules)).apply(clean);
    }
    return mayNameASecret(clean) ? NAMED.apply(clean) : clean;
  }

  /** Whether a field of this name holds a secret, whatever its value looks like. */
  public static boolean isSecretName(String name) {
    return SECRET_NAMES.end(name, name.length())
        && !name.regionMatches(true, 0, "hashed", 0, "hashed".length());
  }

  /** Whether a separator follows what a secret's name could end with. */
  private static boolean mayNameASecret(String text) {
    return isNameBefore('=', text) || isNameBefore(':', text) || isNameBefore('%', text);
  }

  private static boolean isNameBefore(char separator, String text) {
    for (int at = text.indexOf(separator, 1); at > 0; at = text.indexOf(separator, at + 1)) {
      if (NAME_ENDS.end(text, nameEnd(text, at))) {
        return true;
      }
    }
    return false;
  }

  /** Where a name before {@code separator} ends: quotes, escapes and white space may follow it. */
  private static int nameEnd(String text, int separator) {
    int end = separator;
    int nearest = Math.max(0, separator - MAX_GAP);
    while (end > nearest
        && (text.charAt(end - 1) <= ' ' || "\"'\\".indexOf(text.charAt(end - 1)) >= 0)) {
      end--;
    }
    return end;
  }
}
