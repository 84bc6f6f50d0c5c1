package dev.pubwatch.core.judge;

import dev.pubwatch.core.Codec;
import dev.pubwatch.core.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Binary form of a {@link JudgeState}: arrays in order, zeros left out. */
final class JudgeCodec implements Codec<JudgeState> {
  @Override
  public int version() {
    return 1;
  }

  @Override
  public void write(JudgeState s, DataOutput out) throws IOException {
    write(s.populations, out);
    write(s.calibrations, out);
    write(s.scores, out);
    s.traffic.write(out);
    s.alerts.write(out);
    s.incidents.write(out);
    s.pending.write(out);
    s.budget.write(out);
    s.correlators.write(out);
    s.policies.write(out);
  }

  private static void write(double[][] arrays, DataOutput out) throws IOException {
    Wire.unsigned(out, arrays.length);
    for (double[] array : arrays) {
      int length = array.length;
      while (length > 0 && array[length - 1] == 0) {
        length--;
      }
      Wire.unsigned(out, length);
      for (int i = 0; i < length; i++) {
        out.writeDouble(array[i]);
      }
    }
  }

  @Override
  public JudgeState read(int version, DataInput in) throws IOException {
    requireVersion("judge state", version);
    JudgeState s = new JudgeState();
    read(s.populations, in);
    read(s.calibrations, in);
    read(s.scores, in);
    s.traffic.read(in);
    s.alerts.read(in);
    s.incidents.read(in);
    s.pending.read(in);
    s.budget.read(in);
    s.correlators.read(in);
    s.policies.read(in);
    return s;
  }

  /** An older state may hold fewer arrays: signals are only ever appended. */
  private static void read(double[][] arrays, DataInput in) throws IOException {
    int count = Wire.count(in);
    if (count > arrays.length) {
      throw new IOException(count + " arrays, expected at most " + arrays.length);
    }
    for (int a = 0; a < count; a++) {
      int length = Wire.count(in);
      if (length > arrays[a].length) {
        throw new IOException(length + " numbers, expected at most " + arrays[a].length);
      }
      for (int i = 0; i < length; i++) {
        arrays[a][i] = in.readDouble();
      }
    }
  }

  @Override
  public JudgeState copy(JudgeState value) {
    JudgeState copy = new JudgeState();
    copy(value.populations, copy.populations);
    copy(value.calibrations, copy.calibrations);
    copy(value.scores, copy.scores);
    copy.traffic.copyFrom(value.traffic);
    copy.alerts.copyFrom(value.alerts);
    copy.incidents.copyFrom(value.incidents);
    copy.pending.copyFrom(value.pending);
    copy.budget.copyFrom(value.budget);
    copy.correlators.copyFrom(value.correlators);
    copy.policies.copyFrom(value.policies);
    return copy;
  }

  private static void copy(double[][] from, double[][] to) {
    for (int i = 0; i < from.length; i++) {
      System.arraycopy(from[i], 0, to[i], 0, from[i].length);
    }
  }
}
