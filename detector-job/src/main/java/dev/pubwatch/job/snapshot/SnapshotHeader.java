package dev.pubwatch.job.snapshot;

import dev.pubwatch.core.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a snapshot says of itself.
 *
 * @param writtenBy version of the pubwatch that wrote it
 * @param events events that were learned
 * @param lastEventMillis time of the last of them, {@link #NO_TIME} when there was none
 * @param sections what follows, in this order
 */
public record SnapshotHeader(
    String writtenBy, long events, long lastEventMillis, List<Section> sections) {
  /** Before the first event. */
  public static final long NO_TIME = Long.MIN_VALUE;

  private static final int MAX_SECTIONS = 1000;

  /**
   * The state of one operator.
   *
   * @param uid the operator's
   * @param codecVersion that each of its states is written in
   */
  public record Section(String uid, int codecVersion) {}

  public SnapshotHeader {
    sections = List.copyOf(sections);
  }

  void write(DataOutput out) throws IOException {
    Wire.string(out, writtenBy);
    out.writeLong(events);
    out.writeLong(lastEventMillis);
    Wire.unsigned(out, sections.size());
    for (Section section : sections) {
      Wire.string(out, section.uid);
      Wire.unsigned(out, section.codecVersion);
    }
  }

  static SnapshotHeader read(DataInput in) throws IOException {
    String writtenBy = Wire.text(in);
    long events = in.readLong();
    long lastEventMillis = in.readLong();
    int size = Wire.count(in);
    if (size > MAX_SECTIONS) {
      throw new IOException(size + " sections, expected at most " + MAX_SECTIONS);
    }
    List<Section> sections = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      sections.add(new Section(Wire.text(in), Wire.count(in)));
    }
    return new SnapshotHeader(writtenBy, events, lastEventMillis, sections);
  }
}
