package dev.pubwatch.job.snapshot;

import dev.pubwatch.core.Codec;
import dev.pubwatch.core.Wire;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What one task of an operator holds, on its way into a snapshot: entries in order of keys. */
public final class StatePart implements Closeable {
  private final DataOutputStream out;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  StatePart(Path file) throws IOException {
    out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
  }

  /** Adds a state; keys come in ascending order. */
  public <S> void add(String key, Codec<S> codec, S state) throws IOException {
    bytes.reset();
    codec.write(state, new DataOutputStream(bytes));
    out.writeByte(SnapshotFormat.ENTRY);
    Wire.string(out, key);
    out.writeInt(bytes.size());
    bytes.writeTo(out);
  }

  @Override
  public void close() throws IOException {
    out.writeByte(SnapshotFormat.END);
    out.close();
  }

  /** Reads a part back. */
  static final class Reader implements Closeable {
    private final DataInputStream in;
    private String key = "";
    private byte[] state = {};

    Reader(Path file) throws IOException {
      in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
    }

    boolean next() throws IOException {
      if (in.readUnsignedByte() == SnapshotFormat.END) {
        return false;
      }
      key = Wire.text(in);
      state = new byte[in.readInt()];
      in.readFully(state);
      return true;
    }

    String key() {
      return key;
    }

    byte[] state() {
      return state;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
