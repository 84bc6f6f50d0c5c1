package dev.pubwatch.core;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Versioned binary form of a type that travels between stages or rests in state.
 *
 * <p>A codec reads every version it ever wrote; a golden file per released version proves it.
 *
 * @param <T> the type
 */
public interface Codec<T> {

  /** Version that {@link #write} writes, 1 or more. */
  int version();

  /** Writes the value in the current version, without the version itself. */
  void write(T value, DataOutput out) throws IOException;

  /**
   * Reads a value.
   *
   * @param version the version it was written in, at most {@link #version()}
   * @throws IOException if the bytes are not of that version
   */
  T read(int version, DataInput in) throws IOException;

  /**
   * Refuses bytes of a version that this codec does not know.
   *
   * @param what names the type in the message
   */
  default void requireVersion(String what, int version) throws IOException {
    if (version < 1 || version > version()) {
      throw new IOException(
          "%s of version %d, expected 1 to %d".formatted(what, version, version()));
    }
  }

  /** A copy that shares nothing mutable with the value. */
  T copy(T value);
}
