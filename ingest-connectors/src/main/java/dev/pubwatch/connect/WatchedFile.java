package dev.pubwatch.connect;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A file that was found, what it holds, and how far the file itself was looked at. */
final class WatchedFile {
  private FileState state;
  private @Nullable FileState looked;
  private boolean lookedSettled;
  private @Nullable FileState ended;
  private @Nullable FileState reported;
  private @Nullable Content content;
  private @Nullable Content awaited;
  private @Nullable Content lost;
  private @Nullable Position awaitedPosition;
  private long awaitedMillis;
  private @Nullable ContentReader reader;
  private long departedMillis = -1;
  private boolean compressed;

  WatchedFile(FileState state) {
    this.state = state;
  }

  private boolean awaitedMoved() {
    return awaited != null
        && (awaited.holder() == null || !awaited.position().equals(awaitedPosition));
  }

  FileState state() {
    return state;
  }

  /** The file was found again, perhaps under another name. */
  void found(FileState now) {
    state = now;
    departedMillis = -1;
  }

  /** The file has no name any more that is watched. */
  void departed(long nowMillis) {
    if (departedMillis < 0) {
      departedMillis = nowMillis;
    }
  }

  boolean isDeparted() {
    return departedMillis >= 0;
  }

  boolean isDepartedFor(long millis, long nowMillis) {
    return isDeparted() && nowMillis - departedMillis >= millis;
  }

  /** Whether the file changed since {@link #look}. */
  boolean hasChanged() {
    return looked == null || !state.isUnchangedSince(looked);
  }

  /**
   * Takes note that the file was looked at as it is now.
   *
   * @param settled whether it was taken for finished
   */
  void look(boolean settled) {
    looked = state;
    lookedSettled = settled;
  }

  /** Whether looking again may tell what it holds. */
  boolean deservesLook(boolean settled) {
    return hasChanged() || awaitedMoved() || (settled && !lookedSettled);
  }

  /** Whether it was read to its end as it is now. */
  boolean isAtEnd() {
    return ended != null && state.isUnchangedSince(ended);
  }

  void atEnd() {
    ended = state;
  }

  void notAtEnd() {
    ended = null;
  }

  /** Whether a fault of the file as it is now was reported. */
  boolean isReported() {
    return reported != null && state.isUnchangedSince(reported);
  }

  void report() {
    reported = state;
  }

  @Nullable Content content() {
    return content;
  }

  Content heldContent() {
    return Objects.requireNonNull(content, "the file holds no known content");
  }

  void hold(Content held) {
    content = held;
    awaited = null;
    ended = null;
    held.holdBy(this);
  }

  /** Lets go of the content, so that another file that holds it can take over. */
  void release() {
    if (content != null) {
      content.holdBy(null);
    }
    lost = content;
    content = null;
    looked = null;
    ended = null;
  }

  /** Waits for another file to let go of a content that this one holds too, or for the rest. */
  void await(Content held, long nowMillis) {
    if (awaited != held) {
      awaitedMillis = nowMillis;
    }
    awaited = held;
    awaitedPosition = held.position();
  }

  /** Whether it may still turn out to be a copy of that content, of which it has a part. */
  boolean mayBecome(Content candidate, long quietMillis, long nowMillis) {
    boolean waitedLong = awaited == candidate && nowMillis - awaitedMillis >= quietMillis;
    return lost != candidate && !waitedLong && !state.isSettled(nowMillis, quietMillis);
  }

  @Nullable ContentReader reader() {
    return reader;
  }

  void read(@Nullable ContentReader opened) {
    reader = opened;
  }

  boolean isCompressed() {
    return compressed;
  }

  void compressed(boolean isCompressed) {
    compressed = isCompressed;
  }

  /** Whether the name says that the file is one JSON document. */
  boolean isDocument() {
    return state.path().toString().toLowerCase(Locale.ROOT).endsWith(".json");
  }
}
