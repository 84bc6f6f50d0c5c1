package dev.pubwatch.core.baseline;

import org.jspecify.annotations.Nullable;

/** How runs end, in the words of the CI systems. */
public final class Conclusions {
  private Conclusions() {}

  /** Whether nothing should have been released by a run that ended so; null: it is not known. */
  public static boolean isBad(@Nullable String conclusion) {
    return RunBook.ofConclusion(conclusion).isBad();
  }
}
