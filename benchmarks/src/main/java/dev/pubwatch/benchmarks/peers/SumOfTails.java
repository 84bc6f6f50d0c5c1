package dev.pubwatch.benchmarks.peers;

import java.util.Locale;

/** The plain sum of the raw bits, as Fisher's product of p-values would rank them. */
final class SumOfTails implements Peer {
  private final Sample.View view;

  SumOfTails(Sample.View view) {
    this.view = view;
  }

  @Override
  public String family() {
    return "sum-of-tails";
  }

  @Override
  public String name() {
    return family() + "-" + view.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public double score(Sample sample) {
    double sum = 0;
    for (float bits : view.of(sample)) {
      sum += bits;
    }
    return sum;
  }
}
