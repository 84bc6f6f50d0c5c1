package dev.pubwatch.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CleanTest {
  @Test
  void nothingThatMovesTheCursorIsLeft() {
    assertEquals("a?[2Jb c?d?e", Clean.oneLine("a\u001b[2Jb\nc\rd\u202ee"));
  }

  @Test
  void longTextIsCut() {
    assertEquals(2001, Clean.oneLine("x".repeat(10_000_000)).length());
  }
}
