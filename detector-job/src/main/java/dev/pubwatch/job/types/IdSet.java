package dev.pubwatch.job.types;

import java.util.Arrays;
import java.util.Comparator;

/**
 * A set of 128-bit hashes: open addressing, at most two thirds full, 24 to 48 bytes an id.
 *
 * <p>Not safe for use by several threads.
 */
public final class IdSet {
  private static final int INITIAL_SLOTS = 4;

  private long[] table;
  private int size;

  public IdSet() {
    this(INITIAL_SLOTS);
  }

  private IdSet(int slots) {
    table = new long[2 * slots];
  }

  /** Room for a number of ids, from 0 to 2^28. */
  static IdSet withCapacity(int ids) {
    int slots = INITIAL_SLOTS;
    while (slots * 2L < ids * 3L + 3) {
      slots *= 2;
    }
    return new IdSet(slots);
  }

  IdSet(IdSet other) {
    table = other.table.clone();
    size = other.size;
  }

  public int size() {
    return size;
  }

  /**
   * Adds an id.
   *
   * @return whether it was not there yet
   */
  public boolean add(long high, long low) {
    long nonZero = high == 0 && low == 0 ? 1 : low; // two zeros mark a free slot
    if (!insert(table, high, nonZero)) {
      return false;
    }
    size++;
    if (3L * size > table.length) {
      grow();
    }
    return true;
  }

  private void grow() {
    long[] larger = new long[Math.multiplyExact(table.length, 2)];
    for (int i = 0; i < table.length; i += 2) {
      if (isTaken(table, i)) {
        insert(larger, table[i], table[i + 1]);
      }
    }
    table = larger;
  }

  private static boolean insert(long[] table, long high, long low) {
    int mask = table.length - 1;
    int i = ((int) low << 1) & mask;
    while (isTaken(table, i)) {
      if (table[i] == high && table[i + 1] == low) {
        return false;
      }
      i = (i + 2) & mask;
    }
    table[i] = high;
    table[i + 1] = low;
    return true;
  }

  private static boolean isTaken(long[] table, int i) {
    return (table[i] | table[i + 1]) != 0;
  }

  /** The same ids, laid out so that equal sets are written as equal bytes. */
  public IdSet canonical() {
    long[] ids = toArray();
    Integer[] order = new Integer[size];
    Arrays.setAll(order, i -> 2 * i);
    Arrays.sort(
        order, Comparator.<Integer>comparingLong(i -> ids[i]).thenComparingLong(i -> ids[i + 1]));
    IdSet canonical = withCapacity(size);
    for (int i : order) {
      canonical.add(ids[i], ids[i + 1]);
    }
    return canonical;
  }

  /** High and low half of each id in turn, in no particular order. */
  long[] toArray() {
    long[] ids = new long[2 * size];
    int n = 0;
    for (int i = 0; i < table.length; i += 2) {
      if (isTaken(table, i)) {
        ids[n++] = table[i];
        ids[n++] = table[i + 1];
      }
    }
    return Arrays.copyOf(ids, n);
  }
}
