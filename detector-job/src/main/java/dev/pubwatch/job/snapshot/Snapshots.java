package dev.pubwatch.job.snapshot;

import dev.pubwatch.core.Codec;
import dev.pubwatch.job.snapshot.SnapshotHeader.Section;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads snapshots. */
public final class Snapshots {
  /** Version of the file's format; each section has the version of its codec. */
  public static final int FORMAT = SnapshotFormat.VERSION;

  private Snapshots() {}

  /** Takes a state. */
  @FunctionalInterface
  public interface Taker<S> {
    void take(String key, S state) throws Exception;
  }

  /**
   * Reads the whole file, every state of it.
   *
   * @param codecs of the operators that would begin with it, by uid
   * @throws SnapshotException when it is none, is not whole, or holds what they cannot read
   */
  public static SnapshotHeader check(Path file, Map<String, Codec<?>> codecs) throws IOException {
    try (SnapshotReader reader = SnapshotReader.open(file)) {
      for (Section section : reader.header().sections()) {
        checkSection(file, section, codecs, reader.header().writtenBy());
      }
      while (reader.next()) {
        Codec<?> codec = codecs.get(reader.section().uid());
        if (codec != null) {
          decode(file, reader, codec);
        }
      }
      return reader.header();
    }
  }

  /** What a snapshot says of itself, which does not prove that the rest is whole. */
  public static SnapshotHeader header(Path file) throws IOException {
    try (SnapshotReader reader = SnapshotReader.open(file)) {
      return reader.header();
    }
  }

  private static void checkSection(
      Path file, Section section, Map<String, Codec<?>> codecs, String writtenBy)
      throws SnapshotException {
    Codec<?> codec = codecs.get(section.uid());
    if (codec == null) {
      throw new SnapshotException(
          "%s holds state of %s, which this pubwatch does not have; it was written by pubwatch %s"
              .formatted(file, section.uid(), writtenBy));
    }
    if (section.codecVersion() < 1 || section.codecVersion() > codec.version()) {
      throw new SnapshotException(
          "%s holds state of %s in version %d, this pubwatch reads up to %d; it was written by pubwatch %s"
              .formatted(file, section.uid(), section.codecVersion(), codec.version(), writtenBy));
    }
  }

  /** The keys of one operator, in order. */
  static List<String> keys(Path file, String uid) throws IOException {
    List<String> keys = new ArrayList<>();
    try (SnapshotReader reader = SnapshotReader.open(file)) {
      while (reader.next()) {
        if (reader.section().uid().equals(uid)) {
          keys.add(reader.key());
        }
      }
    }
    return keys;
  }

  /** The state of one key of one operator, or null. */
  static <S> @Nullable S find(Path file, String uid, Codec<S> codec, String key)
      throws IOException {
    try (SnapshotReader reader = SnapshotReader.open(file)) {
      while (reader.next()) {
        if (reader.section().uid().equals(uid) && reader.key().equals(key)) {
          return decode(file, reader, codec);
        }
      }
    }
    return null;
  }

  /**
   * Reads the states of one operator; none where the file is older than the operator.
   *
   * @param wanted which keys
   */
  public static <S> void read(
      Path file, String uid, Codec<S> codec, Predicate<String> wanted, Taker<? super S> taker)
      throws Exception {
    try (SnapshotReader reader = SnapshotReader.open(file)) {
      boolean begun = false;
      while (reader.next()) {
        boolean here = reader.section().uid().equals(uid);
        if (begun && !here) {
          return;
        }
        begun = here;
        if (here && wanted.test(reader.key())) {
          taker.take(reader.key(), decode(file, reader, codec));
        }
      }
    }
  }

  /** A state that does not end where its bytes do was written by something else. */
  private static <S> S decode(Path file, SnapshotReader reader, Codec<S> codec)
      throws SnapshotException {
    ByteArrayInputStream bytes = new ByteArrayInputStream(reader.state());
    try {
      S state = codec.read(reader.section().codecVersion(), new DataInputStream(bytes));
      if (bytes.available() > 0) {
        throw new IOException(bytes.available() + " bytes too many");
      }
      return state;
    } catch (IOException | RuntimeException e) {
      throw new SnapshotException(
          "%s holds a state of %s that this pubwatch cannot read (%s); it was written by pubwatch %s"
              .formatted(file, reader.section().uid(), e.getMessage(), reader.header().writtenBy()),
          e);
    }
  }
}
