package dev.pubwatch.connect;

import java.util.ArrayList;
import java.util.List;

/**
 * Made-up secrets of every kind that is known, in the words around them by which some are known.
 * Put together here so that no scanner takes this file for a leak.
 *
 * @param text as a careless source would write it
 * @param secret what of it must be nowhere
 */
record Leaks(String text, String secret) {
  private static final String LETTERS = "Ab3dEf6hIj9lMn2pQr5tUv8xYz1bCd4fGh7j";
  private static final String HEX = "0123456789abcdef0123456789abcdef0123456789abcdef";
  private static final String WORD = "hunter-Zq7-2";

  /** Known wherever they stand. */
  private static final List<String> TOKENS =
      List.of(
          "ghp" + "_" + LETTERS,
          "gho" + "_" + LETTERS,
          "ghu" + "_" + LETTERS,
          "ghs" + "_" + LETTERS,
          "ghr" + "_" + LETTERS,
          "github" + "_pat_" + LETTERS,
          "glpat" + "-" + LETTERS.substring(0, 20),
          "gldt" + "-" + LETTERS.substring(0, 20),
          "glrt" + "-" + LETTERS.substring(0, 20),
          "glcbt" + "-" + LETTERS.substring(0, 20),
          "npm" + "_" + LETTERS,
          "pypi" + "-AgEIcHlwaS5vcmc" + LETTERS,
          "rubygems" + "_" + HEX,
          "cio" + LETTERS.substring(0, 32),
          "dckr" + "_pat_" + LETTERS,
          "xoxb" + "-123456789012-" + LETTERS,
          "xapp" + "-1-A0-" + LETTERS,
          "AIza" + LETTERS.substring(0, 35),
          "sk" + "_live_" + LETTERS,
          "sk" + "-ant-" + LETTERS,
          "eyJ" + LETTERS + ".eyJ" + LETTERS + "." + LETTERS);

  /** Known by what stands before them. */
  private static final List<String> NAMED =
      List.of(
          "Authorization: Bearer %s",
          "authorization=Basic %s",
          "https://user:%s@registry.example/x",
          "NPM_TOKEN=%s",
          "--password=%s",
          "client_secret: %s",
          "//registry.example/:_authToken=%s",
          "DELETE /-/user/token/%s",
          "passphrase: '%s of several words'",
          "https://hooks.slack.com/services/T000/B000/%s-0000",
          "AKIAABCDEFGHIJKLMNOP:abcdefghijklmnopqrst%s89ABCDEF",
          "-----BEGIN RSA "
              + "PRIVATE KEY-----MIIEowIBAAKCAQEA%s-----END RSA "
              + "PRIVATE KEY-----");

  static final List<Leaks> ALL = all();

  private static List<Leaks> all() {
    List<Leaks> all = new ArrayList<>();
    TOKENS.forEach(token -> all.add(new Leaks(token, token)));
    for (String around : NAMED) {
      // A word of its own each, so that a find names its place; the AWS key has no hyphens.
      String word = around.startsWith("AKIA") ? "hunterZq72xx" : WORD + "-" + all.size();
      all.add(new Leaks(around.formatted(word), word));
    }
    return List.copyOf(all);
  }

  /** All texts in parts that fit a field. */
  static List<String> texts() {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (Leaks leak : ALL) {
      if (part.length() + leak.text().length() > 900) {
        parts.add(part.toString());
        part.setLength(0);
      }
      part.append("x ").append(leak.text()).append(' ');
    }
    parts.add(part.toString());
    return parts;
  }
}
