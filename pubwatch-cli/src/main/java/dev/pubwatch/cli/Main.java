package dev.pubwatch.cli;

/** Entry point of {@code ./pubwatch}. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.out.println("hi");
  }
}
