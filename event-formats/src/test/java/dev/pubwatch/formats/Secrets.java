package dev.pubwatch.formats;

import java.util.List;

/**
 * Made-up secrets of each known shape, put together here so that no scanner takes this file for a
 * leak.
 */
final class Secrets {
  private static final String LETTERS = "Ab3dEf6hIj9lMn2pQr5tUv8xYz1bCd4fGh7j";
  private static final String HEX = "0123456789abcdef0123456789abcdef0123456789abcdef";

  static final List<String> ALL =
      List.of(
          "ghp" + "_" + LETTERS,
          "gho" + "_" + LETTERS,
          "ghs" + "_" + LETTERS,
          "ghu" + "_" + LETTERS,
          "github" + "_pat_" + LETTERS + "_" + LETTERS,
          "npm" + "_" + LETTERS,
          "pypi" + "-AgEIcHlwaS5vcmc" + LETTERS,
          "rubygems" + "_" + HEX,
          "cio" + LETTERS.substring(0, 32),
          "glpat" + "-" + LETTERS.substring(0, 20),
          "xoxb" + "-123456789012-" + LETTERS,
          "AIza" + LETTERS.substring(0, 35),
          "eyJ" + LETTERS + ".eyJ" + LETTERS + "." + LETTERS);

  /** All of them in one text, as a careless log line would have them, within a field's bound. */
  static final String TEXT = "x " + String.join(" ", ALL);

  private Secrets() {}
}
