package dev.pubwatch.notify.terminal;

/**
 * How to draw.
 *
 * @param width columns, 40 or more
 * @param colour whether ANSI colours may be used
 */
public record RenderOptions(int width, boolean colour) {
  private static final int NARROWEST = 40;

  public RenderOptions {
    width = Math.max(NARROWEST, width);
  }
}
