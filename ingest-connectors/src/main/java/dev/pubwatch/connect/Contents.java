package dev.pubwatch.connect;

import dev.pubwatch.connect.ContentReader.Fit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.jspecify.annotations.Nullable;

/** Knows which content a file holds: from this run, else from the offsets that Connect stored. */
final class Contents {
  /** Contents without a file that are remembered; Connect remembers them all. */
  private static final int MAX_REMEMBERED = 4096;

  /** After that long without change a file is no copy under way. */
  static final long COPY_QUIET_MILLIS = 10_000;

  private final OffsetStorageReader stored;
  private final Map<Map<String, String>, Content> known = new LinkedHashMap<>();

  Contents(OffsetStorageReader stored) {
    this.stored = stored;
  }

  /**
   * Lets a file hold a content that is known and free, if it holds all that was read of it.
   *
   * @param head its first bytes after decompression, at least one
   */
  boolean resume(WatchedFile file, byte[] head) throws IOException {
    for (Content candidate : candidates(file, fingerprints(head))) {
      if (candidate.holder() == null && fit(file, candidate) == Fit.FITS) {
        file.hold(candidate);
        return true;
      }
    }
    return false;
  }

  /**
   * Finds out what a file holds that {@linkplain #resume resumes} nothing, once all others had
   * their chance to. Afterwards it holds a new content, or awaits one of which it is a copy, or may
   * become one.
   *
   * @param head its first bytes after decompression, at least one
   * @return whether the content is new
   */
  boolean resolve(WatchedFile file, byte[] head, long nowMillis) throws IOException {
    List<Fingerprint> fingerprints = fingerprints(head);
    for (Content candidate : candidates(file, fingerprints)) {
      Fit fit = fit(file, candidate);
      if (fit == Fit.FITS || (fit == Fit.SHORTER && isPart(file, candidate, nowMillis))) {
        file.await(candidate, nowMillis);
        return false;
      }
    }
    file.hold(create(file, fingerprints.get(0)));
    return true;
  }

  private static boolean isPart(WatchedFile file, Content candidate, long nowMillis)
      throws IOException {
    WatchedFile holder = candidate.holder();
    return mayGrow(file, candidate, nowMillis)
        || (holder != null && ContentReader.isPart(file.state().path(), holder.state().path()));
  }

  /** Lets go of what the file holds; what nothing was delivered of is forgotten. */
  void release(WatchedFile file) {
    Content content = file.content();
    if (content != null && content.isUntouched()) {
      known.remove(content.partition());
    }
    file.release();
  }

  private static Fit fit(WatchedFile file, Content candidate) throws IOException {
    boolean readWhole = file.isCompressed() && candidate.isComplete(file.state().size());
    return readWhole ? Fit.FITS : ContentReader.fit(file.state().path(), candidate.position());
  }

  /** Whether the file looks like a copy of the content that is still being written. */
  private static boolean mayGrow(WatchedFile file, Content candidate, long nowMillis) {
    boolean strong = !candidate.partition().containsKey(Content.FILE);
    return strong && file.mayBecome(candidate, COPY_QUIET_MILLIS, nowMillis);
  }

  /** The longest first. */
  private static List<Fingerprint> fingerprints(byte[] head) {
    List<Fingerprint> fingerprints = new ArrayList<>();
    for (int length = Fingerprint.longestLength(head.length); length > 0; length /= 2) {
      fingerprints.add(Fingerprint.of(head, length));
    }
    return fingerprints;
  }

  private List<Content> candidates(WatchedFile file, List<Fingerprint> fingerprints) {
    List<Map<String, String>> partitions = new ArrayList<>();
    for (Fingerprint head : fingerprints) {
      if (head.isStrong()) {
        partitions.add(Content.partition(head));
      }
      partitions.add(Content.partition(head, file.state().id()));
    }
    load(partitions);
    return partitions.stream().filter(known::containsKey).map(this::content).toList();
  }

  private Content content(Map<String, String> partition) {
    Content content = known.get(partition);
    if (content == null) {
      throw new IllegalStateException("no content is known as " + partition);
    }
    return content;
  }

  private void load(Collection<Map<String, String>> partitions) {
    List<Map<String, String>> unknown =
        partitions.stream().filter(partition -> !known.containsKey(partition)).toList();
    Map<Map<String, String>, Map<String, Object>> offsets = stored.offsets(unknown);
    for (Map<String, String> partition : unknown) {
      Map<String, Object> offset = offsets.get(partition);
      if (offset != null) {
        long complete = Position.number(offset, Position.COMPLETE, -1);
        Fingerprint head = Fingerprint.parse(partition.getOrDefault(Content.HEAD, ""));
        remember(new Content(head, partition, Position.fromMap(offset), complete));
      }
    }
  }

  private Content create(WatchedFile file, Fingerprint head) {
    Map<String, String> byHead = Content.partition(head);
    boolean distinct = head.isStrong() && !known.containsKey(byHead);
    Map<String, String> partition = distinct ? byHead : Content.partition(head, file.state().id());
    Content content = new Content(head, partition, Position.START, -1);
    remember(content);
    return content;
  }

  private void remember(Content content) {
    known.remove(content.partition());
    known.put(content.partition(), content);
    Iterator<Content> oldest = known.values().iterator();
    while (known.size() > MAX_REMEMBERED && oldest.hasNext()) {
      if (oldest.next().holder() == null) {
        oldest.remove();
      }
    }
  }

  /** Whether an earlier run reported a fault of this very file. */
  boolean wasReported(FileState file) {
    Map<String, Object> offset = stored.offset(FaultOffset.partition(file));
    return offset != null && FaultOffset.of(file).equals(withoutPath(offset));
  }

  private static Map<String, Object> withoutPath(Map<String, @Nullable Object> offset) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(FaultOffset.SIZE, Position.number(offset, FaultOffset.SIZE, -1));
    map.put(FaultOffset.MODIFIED, Position.number(offset, FaultOffset.MODIFIED, -1));
    return map;
  }
}
