package dev.pubwatch.core.correlate;

import dev.pubwatch.core.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A chain on its way: what began it, what followed, and what it amounted to at most. */
final class Chain {
  static final int MAX_STEPS = 20;

  /** Of these, so many are kept for what completes it. */
  private static final int FOR_THE_END = 12;

  final String subject;
  final List<Step> steps = new ArrayList<>(2);

  /** Most evidence with which it was completed, one a kind; NaN where it was not. */
  final double[] most = new double[ChainKind.COUNT];

  /** How soon it was completed first, in bits: see {@link ChainRates}. */
  final double[] soon = new double[ChainKind.COUNT];

  final boolean[] between = new boolean[ChainKind.COUNT];
  String alertId = "";
  int revision;
  int left;
  double bits;

  Chain(String subject, Step first) {
    this(subject);
    steps.add(first);
  }

  private Chain(String subject) {
    this.subject = subject;
    Arrays.fill(most, Double.NaN);
  }

  Step first() {
    return steps.get(0);
  }

  long beganMillis() {
    return first().timeMillis();
  }

  /** Adds what came between beginning and end, once, as long as there is room. */
  void addBetween(Step step) {
    if (holds(step)) {
      return;
    }
    if (steps.size() < MAX_STEPS - FOR_THE_END) {
      add(step);
    } else {
      left++;
    }
  }

  /** Adds what completes it. */
  void addLast(Step step) {
    if (steps.size() < MAX_STEPS) {
      add(step);
    } else {
      left++;
    }
  }

  /** In order of time, for one that was late. */
  private void add(Step step) {
    int at = steps.size();
    while (at > 1 && steps.get(at - 1).timeMillis() > step.timeMillis()) {
      at--;
    }
    steps.add(at, step);
  }

  /**
   * Remembers with how much evidence it was completed at most, and how it was the first time.
   *
   * @return whether this is the first time for the kind
   */
  boolean remember(ChainKind kind, ChainEvidence evidence) {
    int i = kind.code();
    boolean first = Double.isNaN(most[i]);
    if (first) {
      soon[i] = evidence.soonBits();
      between[i] = evidence.between();
    }
    most[i] = first ? evidence.log2() : Math.max(most[i], evidence.log2());
    return first;
  }

  /** Whether an event is one of its steps already: sources repeat themselves. */
  boolean holds(Step end) {
    return steps.stream().anyMatch(step -> step.event().eventId().equals(end.event().eventId()));
  }

  boolean isTold() {
    return !alertId.isEmpty();
  }

  boolean has(String name) {
    return steps.stream().anyMatch(step -> step.name().equals(name));
  }

  Chain copy() {
    Chain copy = new Chain(subject);
    copy.steps.addAll(steps);
    System.arraycopy(most, 0, copy.most, 0, most.length);
    System.arraycopy(soon, 0, copy.soon, 0, soon.length);
    System.arraycopy(between, 0, copy.between, 0, between.length);
    copy.alertId = alertId;
    copy.revision = revision;
    copy.left = left;
    copy.bits = bits;
    return copy;
  }

  void write(DataOutput out) throws IOException {
    Wire.string(out, subject);
    Wire.unsigned(out, steps.size());
    for (Step step : steps) {
      step.write(out);
    }
    for (int i = 0; i < ChainKind.COUNT; i++) {
      out.writeDouble(most[i]);
      out.writeDouble(soon[i]);
      out.writeBoolean(between[i]);
    }
    Wire.string(out, alertId);
    Wire.unsigned(out, revision);
    Wire.unsigned(out, left);
    out.writeDouble(bits);
  }

  static Chain read(DataInput in) throws IOException {
    Chain chain = new Chain(Wire.text(in));
    int size = Wire.count(in);
    if (size < 1 || size > MAX_STEPS) {
      throw new IOException("a chain of " + size + " steps, expected 1 to " + MAX_STEPS);
    }
    for (int i = 0; i < size; i++) {
      chain.steps.add(Step.read(in));
    }
    for (int i = 0; i < ChainKind.COUNT; i++) {
      chain.most[i] = in.readDouble();
      chain.soon[i] = in.readDouble();
      chain.between[i] = in.readBoolean();
    }
    chain.alertId = Wire.text(in);
    chain.revision = Wire.count(in);
    chain.left = (int) Wire.unsigned(in);
    chain.bits = in.readDouble();
    return chain;
  }
}
