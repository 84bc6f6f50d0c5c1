package dev.pubwatch.formats;

import java.util.Arrays;

/**
 * Watches the keys of a top-level object for {@code Records} and {@code events}.
 *
 * <p>An array under such a key wraps records when its first element is an object; {@code
 * "events":["push"]} does not. An object with nothing but an empty array under such a key is a
 * wrapper without records.
 */
final class WrapperKey {
  private static final byte[] RECORDS = {'R', 'e', 'c', 'o', 'r', 'd', 's'};
  private static final byte[] EVENTS = {'e', 'v', 'e', 'n', 't', 's'};

  private final byte[] key = new byte[RECORDS.length + 1];
  private int length;
  private boolean inKey;
  private boolean matches;
  private boolean arrayJustOpened;
  private boolean empty;
  private int keys;

  void reset() {
    inKey = false;
    matches = false;
    arrayJustOpened = false;
    empty = false;
    keys = 0;
  }

  void beginString(long depth, byte previous) {
    inKey = depth == 1 && (previous == '{' || previous == ',');
    if (inKey) {
      length = 0;
      matches = false;
      keys = Math.min(keys + 1, 2);
    }
  }

  void add(byte b) {
    if (inKey && length < key.length) {
      key[length++] = b;
    }
  }

  void endString() {
    if (inKey) {
      matches = is(RECORDS) || is(EVENTS);
      inKey = false;
    }
  }

  /** Takes note of a bracket that opens inside the value. */
  void open(byte bracket, long depth, byte previous) {
    arrayJustOpened = bracket == '[' && depth == 1 && previous == ':' && matches;
  }

  /** Whether {@code b}, no white space, is the first element's bracket in a wrapper's array. */
  boolean opensArrayOfObjects(byte b, long depth) {
    boolean first = arrayJustOpened && depth == 2;
    arrayJustOpened = false;
    if (first && b == ']') {
      empty = true;
    }
    return first && b == '{';
  }

  /** Whether the object that ended was a wrapper of nothing. */
  boolean wasWholeAndEmpty(long depth) {
    return depth == 0 && empty && keys == 1;
  }

  private boolean is(byte[] name) {
    return Arrays.equals(key, 0, length, name, 0, name.length);
  }
}
