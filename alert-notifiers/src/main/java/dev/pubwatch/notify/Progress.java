package dev.pubwatch.notify;

import java.util.Base64;
import java.util.BitSet;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * How far a channel is in one partition of the outbox: the oldest record that is not done, and
 * which of the later ones are. Both are committed, the second as a bit map in the offset's
 * metadata, so that an alert that fails for days does not bring the others again after a restart.
 */
final class Progress {
  /** Offsets between the oldest open record and the newest taken one; 684 characters at most. */
  static final int LONGEST_SPAN = 4096;

  private final TreeSet<Long> open = new TreeSet<>();
  private final TreeSet<Long> doneAhead = new TreeSet<>();
  private long next;
  private OffsetAndMetadata committed;

  /** Where a worker begins: at the offset that was committed, with what was done beyond it. */
  Progress(OffsetAndMetadata committed) {
    this.committed = committed;
    this.next = committed.offset();
    BitSet done = bits(committed.metadata());
    for (int i = done.nextSetBit(0); i >= 0; i = done.nextSetBit(i + 1)) {
      doneAhead.add(committed.offset() + i);
    }
  }

  /** A record came; false when it was done before. */
  boolean take(long offset) {
    next = Math.max(next, offset + 1);
    boolean fresh = !doneAhead.contains(offset) && open.add(offset);
    forgetPassed();
    return fresh;
  }

  /** The record is done with, or was passed over. */
  void done(long offset) {
    next = Math.max(next, offset + 1);
    open.remove(offset);
    doneAhead.add(offset);
    forgetPassed();
  }

  private void forgetPassed() {
    doneAhead.headSet(position()).clear();
  }

  /** Whether so much was done beyond the oldest open record that no more should be taken. */
  boolean isStretched() {
    return next - position() >= LONGEST_SPAN;
  }

  /** What is to be committed; equal to the last one when nothing moved. */
  OffsetAndMetadata toCommit() {
    BitSet done = new BitSet();
    for (long offset : doneAhead) {
      done.set((int) (offset - position()));
    }
    String metadata =
        done.isEmpty()
            ? ""
            : Base64.getEncoder().withoutPadding().encodeToString(done.toByteArray());
    return new OffsetAndMetadata(position(), metadata);
  }

  boolean isCommitted() {
    return toCommit().equals(committed);
  }

  void committed(OffsetAndMetadata offset) {
    committed = offset;
  }

  private long position() {
    return open.isEmpty() ? next : open.first();
  }

  /** Nothing where the metadata is not ours: then some alerts come again, and none is lost. */
  private static BitSet bits(String metadata) {
    try {
      BitSet done = BitSet.valueOf(Base64.getDecoder().decode(metadata));
      return done.length() <= 2 * LONGEST_SPAN ? done : new BitSet();
    } catch (IllegalArgumentException e) {
      return new BitSet();
    }
  }
}
