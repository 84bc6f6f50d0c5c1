package dev.pubwatch.job.geo;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes a MaxMind database (format 2.0, records of 32 bits, IPv4 below ::/96), so that data that
 * is published as ranges in text is looked up like any other.
 *
 * <p>See the MaxMind DB File Format Specification, maxmind.github.io/MaxMind-DB. A range that is
 * added later overrides what it covers.
 */
public final class MmdbWriter {
  private static final byte[] MARKER = {
    (byte) 0xab, (byte) 0xcd, (byte) 0xef, 'M', 'a', 'x', 'M', 'i', 'n', 'd', '.', 'c', 'o', 'm'
  };
  private static final int SEPARATOR_BYTES = 16;
  private static final int RECORD_BITS = 32;
  private static final int EMPTY = -1;

  /** Two a node: a node's number, {@link #EMPTY}, or -2 minus the place of its data. */
  private int[] children = new int[1 << 12];

  private int nodes = 1;
  private final DataSection data = new DataSection();

  public MmdbWriter() {
    Arrays.fill(children, 0, 2, EMPTY);
  }

  /**
   * Adds all addresses from one to another.
   *
   * @param record text and numbers by field
   * @throws IllegalArgumentException when these are no two addresses of one family, in order
   */
  public void add(String first, String last, Map<String, ?> record) {
    IpAddress from = IpAddress.parse(first);
    IpAddress to = IpAddress.parse(last);
    if (from == null || to == null || from.v6() != to.v6() || from.compareTo(to) > 0) {
      throw new IllegalArgumentException(
          "expected the first and the last address of a range, was " + first + " and " + last);
    }
    int leaf = -2 - data.place(new TreeMap<>(record));
    insert(0, 0, 0, 0, new Span(from.high(), from.low(), to.high(), to.low()), leaf);
  }

  /** Addresses from (fromHigh, fromLow) to (toHigh, toLow), unsigned. */
  private record Span(long fromHigh, long fromLow, long toHigh, long toLow) {

    boolean covers(long high, long low, int depth) {
      return compare(fromHigh, fromLow, high, low) <= 0
          && compare(toHigh, toLow, lastHigh(high, depth), lastLow(low, depth)) >= 0;
    }

    boolean touches(long high, long low, int depth) {
      return compare(fromHigh, fromLow, lastHigh(high, depth), lastLow(low, depth)) <= 0
          && compare(toHigh, toLow, high, low) >= 0;
    }

    private static long lastHigh(long high, int depth) {
      return depth >= 64 ? high : high | -1L >>> depth;
    }

    private static long lastLow(long low, int depth) {
      return depth <= 64 ? -1L : depth == 128 ? low : low | -1L >>> (depth - 64);
    }

    private static int compare(long high, long low, long otherHigh, long otherLow) {
      int top = Long.compareUnsigned(high, otherHigh);
      return top != 0 ? top : Long.compareUnsigned(low, otherLow);
    }
  }

  /** Descends from a node, whose first address is (high, low), at most 128 deep. */
  private void insert(int node, int depth, long high, long low, Span span, int leaf) {
    for (int bit = 0; bit < 2; bit++) {
      long childHigh = bit == 1 && depth < 64 ? high | 1L << (63 - depth) : high;
      long childLow = bit == 1 && depth >= 64 ? low | 1L << (127 - depth) : low;
      int slot = node * 2 + bit;
      if (span.covers(childHigh, childLow, depth + 1)) {
        children[slot] = leaf;
      } else if (span.touches(childHigh, childLow, depth + 1)) {
        insert(child(slot), depth + 1, childHigh, childLow, span, leaf);
      }
    }
  }

  private int child(int slot) {
    int held = children[slot];
    if (held >= 0) {
      return held;
    }
    if (2 * nodes + 2 > children.length) {
      children = Arrays.copyOf(children, children.length * 2);
    }
    children[2 * nodes] = held;
    children[2 * nodes + 1] = held;
    children[slot] = nodes;
    return nodes++;
  }

  /**
   * Writes all that was added.
   *
   * @param type what the database is to call itself
   */
  public void write(OutputStream out, String type, Instant built) throws IOException {
    DataOutputStream tree = new DataOutputStream(out);
    for (int slot = 0; slot < 2 * nodes; slot++) {
      int held = children[slot];
      boolean isData = held < EMPTY;
      tree.writeInt(isData ? nodes + SEPARATOR_BYTES - 2 - held : held == EMPTY ? nodes : held);
    }
    tree.write(new byte[SEPARATOR_BYTES]);
    data.writeTo(tree);
    tree.write(MARKER);
    tree.write(metadata(type, built));
    tree.flush();
  }

  private byte[] metadata(String type, Instant built) {
    DataSection metadata = new DataSection();
    SortedMap<String, Object> fields = new TreeMap<>();
    fields.put("binary_format_major_version", 2);
    fields.put("binary_format_minor_version", 0);
    fields.put("build_epoch", BigInteger.valueOf(built.getEpochSecond()));
    fields.put("database_type", type);
    fields.put("description", Map.of("en", type));
    fields.put("ip_version", 6);
    fields.put("languages", List.of("en"));
    fields.put("node_count", (long) nodes);
    fields.put("record_size", RECORD_BITS);
    metadata.place(fields);
    return metadata.bytes.toByteArray();
  }

  /** Records, each once. */
  private static final class DataSection {
    private static final int STRING = 2;
    private static final int UINT16 = 5;
    private static final int UINT32 = 6;
    private static final int MAP = 7;
    private static final int UINT64 = 9;
    private static final int ARRAY = 11;
    private static final int FIRST_EXTENDED = 8;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Map<Map<String, ?>, Integer> places = new HashMap<>();

    int place(SortedMap<String, ?> record) {
      Integer known = places.get(record);
      if (known != null) {
        return known;
      }
      int place = bytes.size();
      places.put(record, place);
      value(record);
      return place;
    }

    void writeTo(OutputStream out) throws IOException {
      bytes.writeTo(out);
    }

    private void value(Object value) {
      if (value instanceof String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        control(STRING, utf8.length);
        bytes.writeBytes(utf8);
      } else if (value instanceof Integer number) {
        number(UINT16, BigInteger.valueOf(number));
      } else if (value instanceof Long number) {
        number(UINT32, BigInteger.valueOf(number));
      } else if (value instanceof BigInteger number) {
        number(UINT64, number);
      } else if (value instanceof Map<?, ?> map) {
        control(MAP, map.size());
        map.forEach(
            (field, held) -> {
              value(field);
              value(held);
            });
      } else if (value instanceof List<?> list) {
        control(ARRAY, list.size());
        list.forEach(this::value);
      } else {
        throw new IllegalArgumentException(
            "expected text, a number, a map or a list, was " + value.getClass());
      }
    }

    private void number(int type, BigInteger number) {
      byte[] big = number.signum() == 0 ? new byte[0] : number.toByteArray();
      int from = big.length > 0 && big[0] == 0 ? 1 : 0;
      control(type, big.length - from);
      bytes.write(big, from, big.length - from);
    }

    /** Sizes from 29 and from 285 on take one and two bytes more. */
    private void control(int type, int size) {
      int inByte = size < 29 ? size : size < 285 ? 29 : 30;
      if (size >= 285 + (1 << 16)) {
        throw new IllegalArgumentException("expected at most 65,820 bytes, was " + size);
      }
      bytes.write((type < FIRST_EXTENDED ? type << 5 : 0) | inByte);
      if (type >= FIRST_EXTENDED) {
        bytes.write(type - 7);
      }
      if (inByte == 29) {
        bytes.write(size - 29);
      } else if (inByte == 30) {
        bytes.write((size - 285) >>> 8);
        bytes.write((size - 285) & 0xff);
      }
    }
  }
}
