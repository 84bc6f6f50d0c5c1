package dev.pubwatch.core.baseline;

import dev.pubwatch.core.Describer;
import dev.pubwatch.core.Reading;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How often an entity's quantity fell into each of a fixed number of equal bins: the entity's share
 * of a Dirichlet-process predictive whose base measure is the whole stream's.
 *
 * <p>Counts halve when their sum passes {@link #DECAY_AT}, so the past fades in the entity's own
 * events, never by the calendar: a quarterly project keeps its rhythm.
 */
final class Quantiles {
  /** No bin. */
  private static final int NONE = -1;

  private static final float DECAY_AT = 256;
  private static final float[] UNLEARNED = {};

  private final double low;
  private final double binWidth;
  private final int bins;

  /** Empty before the first is learned: most entities never learn one. */
  private float[] counts = UNLEARNED;

  /**
   * @param bins number of bins
   * @param low lower edge of the first bin; what is below falls into it
   * @param binWidth width of a bin; what is above the last falls into it
   */
  Quantiles(int bins, double low, double binWidth) {
    this.low = low;
    this.binWidth = binWidth;
    this.bins = bins;
  }

  Reading look(double value) {
    return look(value, NONE);
  }

  /** As if one observation of the value itself had not been learned. */
  Reading lookWithout(double value) {
    return look(value, bin(value));
  }

  private Reading look(double value, int leftOut) {
    int bin = bin(value);
    double n = 0;
    double tail = 0;
    for (int i = 0; i < counts.length; i++) {
      double count = count(i, leftOut);
      n += count;
      tail += i > bin ? count : 0;
    }
    double inside = Math.min(1, Math.max(0, (value - low) / binWidth - bin));
    double tailInside = count(bin, leftOut) * (1 - inside);
    return new Reading(value, tail + tailInside, n, percentile(0.95, n, leftOut));
  }

  private double count(int bin, int leftOut) {
    float count = counts.length == 0 ? 0 : counts[bin];
    return bin == leftOut ? Math.max(0, count - 1) : count;
  }

  private double percentile(double share, double n, int leftOut) {
    if (n <= 0) {
      return Double.NaN;
    }
    double sum = 0;
    for (int i = 0; i < counts.length; i++) {
      sum += count(i, leftOut);
      if (sum >= share * n) {
        return low + binWidth * (i + 1);
      }
    }
    return low + binWidth * bins;
  }

  void learn(double value) {
    begin();
    counts[bin(value)]++;
    float sum = 0;
    for (float count : counts) {
      sum += count;
    }
    if (sum > DECAY_AT) {
      for (int i = 0; i < counts.length; i++) {
        counts[i] /= 2;
      }
    }
  }

  /** Takes back one {@link #learn}; what has faded since stays faded. */
  void unlearn(double value) {
    int bin = bin(value);
    if (counts.length > 0) {
      counts[bin] = Math.max(0, counts[bin] - 1);
    }
  }

  private void begin() {
    counts = counts.length == 0 ? new float[bins] : counts;
  }

  private int bin(double value) {
    return (int) Math.max(0, Math.min(bins - 1, Math.floor((value - low) / binWidth)));
  }

  /**
   * Tells the quantity, where the bins are of its log2.
   *
   * @param added what was added to the quantity before the logarithm was taken
   */
  void describeLog2(String name, String unit, double added, Describer out) {
    double n = 0;
    for (float count : counts) {
      n += count;
    }
    if (n > 0) {
      double median = StrictMath.pow(2, percentile(0.5, n, NONE)) - added;
      out.quantity(name, unit, n, median, StrictMath.pow(2, percentile(0.95, n, NONE)) - added);
    }
  }

  Quantiles copy() {
    Quantiles copy = new Quantiles(bins, low, binWidth);
    copy.counts = counts.length == 0 ? UNLEARNED : counts.clone();
    return copy;
  }

  /** Sparse: most entities use a few bins. */
  void write(DataOutput out) throws IOException {
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        out.writeByte(i);
        out.writeFloat(counts[i]);
      }
    }
    out.writeByte(0xFF);
  }

  void read(DataInput in) throws IOException {
    for (int i = in.readUnsignedByte(); i != 0xFF; i = in.readUnsignedByte()) {
      if (i >= bins) {
        throw new IOException("bin " + i + ", expected below " + bins);
      }
      begin();
      counts[i] = in.readFloat();
    }
  }
}
