package dev.pubwatch.core.judge;

import dev.pubwatch.core.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often each host was new to a repository in an event that did not alert: what many come to
 * name is no trace of one intruder.
 *
 * <p>Bounded: when the table is full all counts are halved and what falls below one is forgotten,
 * as in lossy counting (Manku, Motwani: Approximate frequency counts over data streams, VLDB 2002).
 */
final class HostCounts {
  private static final int CAP = 8_192;

  /** Of intruders who come again, half use the host that they used before. */
  private static final double AGAIN = 0.5;

  /** What is believed of a host, and of all, before the stream has shown any. */
  private static final double PRIOR = 1.0 / 64;

  private static final double PRIOR_OF_ALL = 16;

  private Map<String, Float> counts = new LinkedHashMap<>();
  private double all;

  void add(String host) {
    all++;
    counts.merge(host, 1f, Float::sum);
    if (counts.size() > CAP) {
      all /= 2;
      counts.replaceAll((name, count) -> count / 2);
      counts.values().removeIf(count -> count < 1);
    }
  }

  /** log2 of how much likelier the host is from him who used it before than from anybody. */
  double bits(String host) {
    double share = (counts.getOrDefault(host, 0f) + PRIOR) / (all + PRIOR_OF_ALL);
    return Math.max(0, Weighing.bits(share) - Weighing.bits(AGAIN));
  }

  void copyFrom(HostCounts other) {
    counts = new LinkedHashMap<>(other.counts);
    all = other.all;
  }

  void write(DataOutput out) throws IOException {
    out.writeDouble(all);
    Wire.unsigned(out, counts.size());
    for (Map.Entry<String, Float> entry : counts.entrySet()) {
      Wire.string(out, entry.getKey());
      out.writeFloat(entry.getValue());
    }
  }

  void read(DataInput in) throws IOException {
    all = in.readDouble();
    int size = Wire.count(in);
    if (size > CAP) {
      throw new IOException(size + " hosts, expected at most " + CAP);
    }
    for (int i = 0; i < size; i++) {
      counts.put(Wire.text(in), in.readFloat());
    }
  }
}
