package dev.pubwatch.cli.backtest.measure;

import java.util.Arrays;
import java.util.List;

/** Numbers that are collected one by one, millions of them. */
final class Doubles {
  private double[] values = new double[64];
  private int size;

  void add(double value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, Math.multiplyExact(size, 2));
    }
    values[size++] = value;
  }

  int size() {
    return size;
  }

  /** All of them, ascending. */
  static double[] ascending(List<Doubles> parts) {
    double[] all = new double[parts.stream().mapToInt(Doubles::size).sum()];
    int at = 0;
    for (Doubles part : parts) {
      System.arraycopy(part.values, 0, all, at, part.size);
      at += part.size;
    }
    Arrays.sort(all);
    return all;
  }
}
