package dev.pubwatch.formats;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Cuts JSON values out of a stream without building them.
 *
 * <p>A state machine over brackets, strings and escapes. Depth is a counter and the last byte that
 * was no white space tells whether a value may begin, so memory does not grow with nesting. That is
 * less than a JSON parser checks, and enough to find the next value after a broken one.
 */
final class JsonCutter implements RecordCutter {

  /** What the values being cut are part of. */
  private enum Scope {
    TOP,
    ARRAY,
    WRAPPER
  }

  private enum State {
    BETWEEN_VALUES,
    NESTED,
    STRING,
    ESCAPE,
    BARE
  }

  private final SplitterInput input;
  private final int maxRecordBytes;
  private final RecordBytes pending;
  private final WrapperKey wrapperKey = new WrapperKey();

  private Scope scope = Scope.TOP;
  private State state = State.BETWEEN_VALUES;

  /** Whether the value under way is a record, rather than what is left of a wrapper object. */
  private boolean recording;

  private boolean scalar;
  private long depth;

  /** Last byte inside the value that was no white space. */
  private byte previous;

  private long line = 1;
  private long start;
  private long startLine;
  private int mark;
  private long scopeStart;
  private long scopeLine;

  JsonCutter(SplitterInput input, int maxRecordBytes) {
    this.input = input;
    this.maxRecordBytes = maxRecordBytes;
    this.pending = new RecordBytes(maxRecordBytes);
  }

  @Override
  public @Nullable RawRecord next() throws IOException {
    while (input.hasNext()) {
      mark = input.position;
      while (input.position < input.limit) {
        byte b = input.window[input.position];
        boolean ended =
            switch (state) {
              case BETWEEN_VALUES -> between(b);
              case NESTED -> nested(b);
              case STRING -> string(b);
              case ESCAPE -> escape(b);
              case BARE -> bare(b);
            };
        if (ended) {
          RawRecord record = finish(true);
          if (record != null) {
            return record;
          }
        }
      }
      keep();
    }
    mark = input.position;
    return null;
  }

  @Override
  public @Nullable RawRecord rest() throws IOException {
    input.end();
    RawRecord record = next();
    if (record != null) {
      return record;
    }
    if (recording) {
      boolean whole = state == State.BARE && scope == Scope.TOP && scalar;
      return finish(whole);
    }
    return scope == Scope.TOP && depth == 0 ? null : unclosed();
  }

  /** The opening bracket of an array or wrapper that has no end. */
  private RawRecord unclosed() {
    byte[] opening = {(byte) (scope == Scope.ARRAY ? '[' : '{')};
    scope = Scope.TOP;
    state = State.BETWEEN_VALUES;
    depth = 0;
    return new RawRecord(opening, scopeStart, input.offset(), scopeLine, false, false);
  }

  private boolean between(byte b) {
    if (isSpace(b)) {
      take(b);
    } else if (scope != Scope.TOP && (b == ',' || b == ']')) {
      if (b == ']') {
        leaveArray();
      }
      take(b);
    } else if (b == '[' && scope == Scope.TOP) {
      scope = Scope.ARRAY;
      scopeStart = input.offset();
      scopeLine = line;
      take(b);
    } else {
      beginValue(b);
    }
    return false;
  }

  private void leaveArray() {
    if (scope == Scope.WRAPPER) {
      state = State.NESTED;
      depth = 1;
      previous = ']';
    }
    scope = Scope.TOP;
  }

  private void beginValue(byte b) {
    recording = true;
    start = input.offset();
    startLine = line;
    mark = input.position;
    depth = 0;
    if (b == '{' || b == '[') {
      state = State.NESTED;
      depth = 1;
      previous = b;
      wrapperKey.reset();
    } else if (b == '"') {
      state = State.STRING;
    } else {
      state = State.BARE;
      scalar = b == '-' || (b >= '0' && b <= '9') || b == 't' || b == 'f' || b == 'n';
    }
    take(b);
  }

  private boolean nested(byte b) {
    if (isSpace(b)) {
      take(b);
      return false;
    }
    if (opens(b) && !mayBegin(b)) {
      return true;
    }
    if (scope == Scope.TOP && wrapperKey.opensArrayOfObjects(b, depth)) {
      enterWrapper();
      return false;
    }
    if (b == '"') {
      wrapperKey.beginString(depth, previous);
      state = State.STRING;
    } else if (b == '{' || b == '[') {
      wrapperKey.open(b, depth, previous);
      depth++;
    } else if (b == '}' || b == ']') {
      depth--;
    }
    previous = b;
    take(b);
    return depth == 0;
  }

  private static boolean opens(byte b) {
    return b == '"' || b == '{' || b == '[';
  }

  private boolean mayBegin(byte b) {
    return previous == ':' || previous == ',' || previous == '[' || (previous == '{' && b == '"');
  }

  private void enterWrapper() {
    if (recording) {
      scopeStart = start;
      scopeLine = startLine;
    }
    recording = false;
    pending.clear();
    scope = Scope.WRAPPER;
    state = State.BETWEEN_VALUES;
    depth = 0;
  }

  private boolean string(byte first) {
    byte[] window = input.window;
    int limit = input.limit;
    int at = input.position;
    byte b = first;
    while (b != '"' && b != '\\' && b != '\n') {
      wrapperKey.add(b);
      at++;
      if (at == limit) {
        input.position = at;
        return false;
      }
      b = window[at];
    }
    input.position = at;
    return endOfPlainText(b);
  }

  private boolean endOfPlainText(byte b) {
    if (b == '\n') {
      return true;
    }
    take(b);
    if (b == '\\') {
      wrapperKey.add(b);
      state = State.ESCAPE;
      return false;
    }
    wrapperKey.endString();
    previous = b;
    state = State.NESTED;
    return depth == 0;
  }

  private boolean escape(byte b) {
    if (b == '\n') {
      return true;
    }
    take(b);
    state = State.STRING;
    return false;
  }

  private boolean bare(byte b) {
    boolean ends =
        b == '\n'
            || b == '{'
            || b == '['
            || (scalar && isSpace(b))
            || (scope != Scope.TOP && (b == ',' || b == ']'));
    if (!ends) {
      take(b);
    }
    return ends;
  }

  private void take(byte b) {
    if (b == '\n') {
      line++;
    }
    input.position++;
  }

  private void keep() {
    if (recording) {
      pending.append(input.window, mark, input.position);
    }
  }

  private @Nullable RawRecord finish(boolean terminated) {
    keep();
    mark = input.position;
    boolean wasRecording = recording && !(terminated && wrapperKey.wasWholeAndEmpty(depth));
    recording = false;
    state = State.BETWEEN_VALUES;
    depth = 0;
    wrapperKey.reset();
    long total = pending.total();
    byte[] bytes = pending.first(total);
    pending.clear();
    return wasRecording
        ? new RawRecord(bytes, start, input.offset(), startLine, total > maxRecordBytes, terminated)
        : null;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }
}
