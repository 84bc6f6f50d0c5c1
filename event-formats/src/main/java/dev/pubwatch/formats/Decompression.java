package dev.pubwatch.formats;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads gzip (any number of members), Zstandard (any number of frames) and plain files alike, by
 * their first bytes and whatever their name.
 *
 * <p>Compressed data that is cut or corrupt gives everything before the fault and then an {@link
 * IOException} that says in a sentence what is wrong.
 */
public final class Decompression {

  /** How a file is compressed. */
  public enum Kind {
    PLAIN,
    GZIP,
    ZSTD
  }

  /** First bytes that {@link #detect} needs to be certain. */
  public static final int MAGIC_BYTES = 4;

  private Decompression() {}

  /** Opens a file; the stream that is returned owns it. */
  public static InputStream open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    try {
      return wrap(in);
    } catch (IOException | RuntimeException | Error e) {
      in.close();
      throw e;
    }
  }

  /** The decompressed content of a stream; closing it closes {@code in}. */
  public static InputStream wrap(InputStream in) throws IOException {
    byte[] magic = in.readNBytes(MAGIC_BYTES);
    PushbackInputStream whole = new PushbackInputStream(in, MAGIC_BYTES);
    whole.unread(magic);
    return switch (detect(magic)) {
      case PLAIN -> whole;
      case GZIP -> new GzipStream(whole);
      case ZSTD -> new ZstdStream(new ZstdInputStreamNoFinalizer(whole));
    };
  }

  /**
   * Tells the compression from the first bytes of a stream.
   *
   * @param head its first {@link #MAGIC_BYTES} bytes or more; fewer only if there are no more
   */
  public static Kind detect(byte[] head) {
    if (head.length >= 3 && at(head, 0) == 0x1F && at(head, 1) == 0x8B && at(head, 2) == 8) {
      return Kind.GZIP;
    }
    return head.length >= MAGIC_BYTES && (isZstdFrame(head) || isSkippableFrame(head))
        ? Kind.ZSTD
        : Kind.PLAIN;
  }

  private static boolean isZstdFrame(byte[] head) {
    return at(head, 0) == 0x28 && at(head, 1) == 0xB5 && at(head, 2) == 0x2F && at(head, 3) == 0xFD;
  }

  private static boolean isSkippableFrame(byte[] head) {
    return (at(head, 0) & 0xF0) == 0x50
        && at(head, 1) == 0x2A
        && at(head, 2) == 0x4D
        && at(head, 3) == 0x18;
  }

  private static int at(byte[] bytes, int index) {
    return Byte.toUnsignedInt(bytes[index]);
  }
}
