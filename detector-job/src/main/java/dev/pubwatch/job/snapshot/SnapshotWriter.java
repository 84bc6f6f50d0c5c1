package dev.pubwatch.job.snapshot;

import com.github.luben.zstd.ZstdOutputStream;
import dev.pubwatch.core.Wire;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;

/** Writes a snapshot from its beginning to its end; the same calls give the same bytes. */
final class SnapshotWriter implements Closeable {
  private static final int LEVEL = 6;

  private final OutputStream frame;
  private final MessageDigest digest = SnapshotFormat.digest();
  private final DataOutputStream out;

  SnapshotWriter(Path file, SnapshotHeader header) throws IOException {
    OutputStream raw = new BufferedOutputStream(Files.newOutputStream(file));
    try {
      DataOutputStream head = new DataOutputStream(raw);
      head.write(SnapshotFormat.magic());
      head.writeInt(SnapshotFormat.VERSION);
      head.flush();
      frame = new ZstdOutputStream(raw, LEVEL);
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
    out = new DataOutputStream(new BufferedOutputStream(new DigestOutputStream(frame, digest)));
    header.write(out);
  }

  /** The next state of the section at hand; keys come in ascending order. */
  void entry(String key, byte[] state) throws IOException {
    out.writeByte(SnapshotFormat.ENTRY);
    Wire.string(out, key);
    Wire.unsigned(out, state.length);
    out.write(state);
  }

  /** Ends the section at hand. */
  void endSection() throws IOException {
    out.writeByte(SnapshotFormat.END);
  }

  /** Writes the checksum, after the last section. */
  void finish() throws IOException {
    out.flush();
    frame.write(digest.digest());
  }

  @Override
  public void close() throws IOException {
    frame.close();
  }
}
