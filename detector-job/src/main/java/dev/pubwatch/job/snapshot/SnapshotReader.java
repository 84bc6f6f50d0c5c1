package dev.pubwatch.job.snapshot;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStream;
import dev.pubwatch.core.Wire;
import dev.pubwatch.job.snapshot.SnapshotHeader.Section;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Reads a snapshot as a cursor over its entries.
 *
 * <p>Every fault of the file is a {@link SnapshotException}. The checksum is compared when the last
 * entry has been passed: who reads less trusts an earlier {@link Snapshots#check}.
 */
final class SnapshotReader implements Closeable {
  private final Path file;
  private final InputStream frame;
  private final MessageDigest digest = SnapshotFormat.digest();
  private final DataInputStream in;
  private final SnapshotHeader header;
  private int section;
  private String key = "";
  private byte[] state = {};

  private SnapshotReader(Path file, InputStream raw) throws IOException {
    this.file = file;
    checkFormat(new DataInputStream(raw));
    frame = new BufferedInputStream(new ZstdInputStream(raw));
    in = new DataInputStream(new DigestInputStream(frame, digest));
    header = SnapshotHeader.read(in);
  }

  /** Opens a file, which reads its header. */
  static SnapshotReader open(Path file) throws IOException {
    InputStream raw = new BufferedInputStream(Files.newInputStream(file));
    try {
      return new SnapshotReader(file, raw);
    } catch (IOException e) {
      raw.close();
      throw told(file, e);
    } catch (RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  private void checkFormat(DataInputStream head) throws IOException {
    byte[] magic = SnapshotFormat.magic();
    if (!Arrays.equals(head.readNBytes(magic.length), magic)) {
      throw new SnapshotException(file + " is no snapshot: it was not written by --state-out");
    }
    int version = head.readInt();
    if (version != SnapshotFormat.VERSION) {
      throw new SnapshotException(
          "%s is a snapshot of format %d, this pubwatch reads format %d"
              .formatted(file, version, SnapshotFormat.VERSION));
    }
  }

  private static IOException told(Path file, IOException e) {
    if (e instanceof SnapshotException || e instanceof FileSystemException) {
      return e;
    }
    boolean ended =
        e instanceof EOFException
            || (e instanceof ZstdIOException
                && String.valueOf(e.getMessage()).contains("runcated"));
    return new SnapshotException(
        ended
            ? file + " is cut short: it ends before the snapshot does"
            : file + " is damaged: " + e.getMessage(),
        e);
  }

  SnapshotHeader header() {
    return header;
  }

  /**
   * Moves to the next entry.
   *
   * @return whether there is one; when not, the file was whole
   */
  boolean next() throws IOException {
    try {
      return advance();
    } catch (IOException e) {
      throw told(file, e);
    }
  }

  private boolean advance() throws IOException {
    while (section < header.sections().size()) {
      int mark = in.readUnsignedByte();
      if (mark == SnapshotFormat.ENTRY) {
        key = Wire.text(in);
        readState();
        return true;
      }
      if (mark != SnapshotFormat.END) {
        throw new IOException("an entry begins with %d, expected 0 or 1".formatted(mark));
      }
      section++;
    }
    compareChecksum();
    return false;
  }

  /** Never takes memory for more bytes than there are. */
  private void readState() throws IOException {
    long length = Wire.unsigned(in);
    if (length < 0 || length > Integer.MAX_VALUE - 8) {
      throw new IOException("a state of %d bytes".formatted(length));
    }
    state = in.readNBytes((int) length);
    if (state.length < length) {
      throw new EOFException();
    }
  }

  private void compareChecksum() throws IOException {
    byte[] computed = digest.digest();
    byte[] written = frame.readNBytes(computed.length);
    if (written.length < computed.length) {
      throw new EOFException();
    }
    if (!MessageDigest.isEqual(computed, written) || frame.read() >= 0) {
      throw new SnapshotException(file + " is damaged: its checksum does not match");
    }
  }

  /** Section of the entry. */
  Section section() {
    return header.sections().get(section);
  }

  /** Key of the entry. */
  String key() {
    return key;
  }

  /** The entry's state as its section's codec wrote it. */
  byte[] state() {
    return state;
  }

  @Override
  public void close() throws IOException {
    frame.close();
  }
}
