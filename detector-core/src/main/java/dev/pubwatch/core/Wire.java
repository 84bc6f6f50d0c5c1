package dev.pubwatch.core;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compact forms shared by the codecs: variable-length numbers, nullable strings, lists. */
public final class Wire {
  /** No collection on a stream or in state is longer; a larger count means damaged bytes. */
  private static final int MAX_ELEMENTS = 1 << 20;

  private Wire() {}

  /** Writes 0 and up in one to nine bytes, seven bits a byte. */
  public static void unsigned(DataOutput out, long value) throws IOException {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.writeByte((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.writeByte((int) rest);
  }

  public static long unsigned(DataInput in) throws IOException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte b = in.readByte();
      value |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw new IOException("a number of more than 64 bits");
  }

  public static int count(DataInput in) throws IOException {
    long count = unsigned(in);
    if (count < 0 || count > MAX_ELEMENTS) {
      throw new IOException("a count of " + count + ", expected at most " + MAX_ELEMENTS);
    }
    return (int) count;
  }

  public static void string(DataOutput out, @Nullable String value) throws IOException {
    if (value == null) {
      out.writeByte(0);
      return;
    }
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    unsigned(out, bytes.length + 1L);
    out.write(bytes);
  }

  public static @Nullable String string(DataInput in) throws IOException {
    int length = count(in);
    if (length == 0) {
      return null;
    }
    byte[] bytes = new byte[length - 1];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  public static String text(DataInput in) throws IOException {
    String value = string(in);
    if (value == null) {
      throw new IOException("a string is missing");
    }
    return value;
  }

  public static void flag(DataOutput out, @Nullable Boolean value) throws IOException {
    out.writeByte(value == null ? 0 : value ? 2 : 1);
  }

  public static @Nullable Boolean flag(DataInput in) throws IOException {
    byte b = in.readByte();
    return b == 0 ? null : Boolean.valueOf(b == 2);
  }

  public static void strings(DataOutput out, List<String> values) throws IOException {
    unsigned(out, values.size());
    for (String value : values) {
      string(out, value);
    }
  }

  public static List<String> strings(DataInput in) throws IOException {
    int size = count(in);
    if (size == 0) {
      return List.of();
    }
    List<String> values = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      values.add(text(in));
    }
    return List.copyOf(values);
  }

  /** Writes a map in the order of its keys, so that equal maps give equal bytes. */
  public static void map(DataOutput out, Map<String, String> values) throws IOException {
    unsigned(out, values.size());
    for (Map.Entry<String, String> entry : new TreeMap<>(values).entrySet()) {
      string(out, entry.getKey());
      string(out, entry.getValue());
    }
  }

  public static Map<String, String> map(DataInput in) throws IOException {
    int size = count(in);
    if (size == 0) {
      return Map.of();
    }
    Map<String, String> values = new TreeMap<>();
    for (int i = 0; i < size; i++) {
      values.put(text(in), text(in));
    }
    return Map.copyOf(values);
  }
}
