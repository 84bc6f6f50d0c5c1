package dev.pubwatch.core.baseline;

import dev.pubwatch.core.Names;
import java.util.Arrays;

/**
 * The rows of a {@link ValueTable}: names, and four numbers each in one array. Most tables hold one
 * value and a registry has millions of tables, so that an array for each column, or an object for
 * each row, would be most of the memory.
 */
abstract class PackedValues {
  private static final String[] NO_VALUES = {};
  private static final long[] NO_CELLS = {};

  private static final int LONGS = 4;
  private static final int FIRST = 0;
  private static final int LAST = 1;
  private static final int DAY = 2;

  /** The count as a float above, sightings on the latest day below. */
  private static final int COUNTS = 3;

  private String[] values = NO_VALUES;
  private long[] cells = NO_CELLS;
  private int size;

  final int size() {
    return size;
  }

  final String value(int i) {
    return values[i];
  }

  final void setValue(int i, String value) {
    values[i] = Names.shared(value);
  }

  /** By hash first, which a string keeps: nine values in ten are another one. */
  final boolean isSame(int i, String value) {
    return values[i].hashCode() == value.hashCode() && values[i].equals(value);
  }

  /** When the value was first seen, in epoch milliseconds. */
  final long first(int i) {
    return cells[LONGS * i + FIRST];
  }

  final void setFirst(int i, long millis) {
    cells[LONGS * i + FIRST] = millis;
  }

  /** When it was last seen, in epoch milliseconds. */
  final long last(int i) {
    return cells[LONGS * i + LAST];
  }

  final void setLast(int i, long millis) {
    cells[LONGS * i + LAST] = millis;
  }

  /** When its latest day of sightings began, in epoch milliseconds. */
  final long day(int i) {
    return cells[LONGS * i + DAY];
  }

  final void setDay(int i, long millis) {
    cells[LONGS * i + DAY] = millis;
  }

  /** What the sightings weigh, 0 and up. */
  final float count(int i) {
    return Float.intBitsToFloat((int) (cells[LONGS * i + COUNTS] >> 32));
  }

  /** How often it was seen on its latest day, 0 and up. */
  final int sightings(int i) {
    return (int) cells[LONGS * i + COUNTS];
  }

  final void setCounts(int i, float count, int sightings) {
    cells[LONGS * i + COUNTS] = (long) Float.floatToIntBits(count) << 32 | sightings;
  }

  /** Adds an empty row and returns its index, growing to at most a number of rows. */
  final int add(int most) {
    if (size == values.length) {
      resize(Math.min(most, Math.max(1, 2 * size)));
    }
    return size++;
  }

  /** So many rows, which are empty. */
  final void begin(int rows) {
    resize(rows);
    size = rows;
  }

  private void resize(int rows) {
    values = Arrays.copyOf(values, rows);
    cells = Arrays.copyOf(cells, LONGS * rows);
  }

  final void copyFrom(PackedValues other) {
    values = other.values.clone();
    cells = other.cells.clone();
    size = other.size;
  }
}
