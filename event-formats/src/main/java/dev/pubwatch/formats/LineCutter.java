package dev.pubwatch.formats;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Cuts lines ended by LF or CR LF. A line of nothing but spaces and tabs is no record. */
final class LineCutter implements RecordCutter {
  private final SplitterInput input;
  private final int maxRecordBytes;
  private final RecordBytes pending;
  private long line;
  private long start;
  private boolean endsInCarriageReturn;
  private boolean started;

  LineCutter(SplitterInput input, int maxRecordBytes, long line) {
    this.input = input;
    this.maxRecordBytes = maxRecordBytes;
    this.pending = new RecordBytes(maxRecordBytes);
    this.line = line;
  }

  @Override
  public @Nullable RawRecord next() throws IOException {
    while (input.hasNext()) {
      if (!started) {
        start = input.offset();
        started = true;
      }
      if (takeToLineEnd()) {
        RawRecord record = finish(true);
        line++;
        if (record != null) {
          return record;
        }
      }
    }
    return null;
  }

  @Override
  public @Nullable RawRecord rest() throws IOException {
    input.end();
    RawRecord record = next();
    return record != null || !started ? record : finish(false);
  }

  /** Moves what the window has of the line; true when its line end was reached. */
  private boolean takeToLineEnd() {
    byte[] window = input.window;
    int from = input.position;
    int limit = input.limit;
    int to = from;
    while (to < limit && window[to] != '\n') {
      to++;
    }
    pending.append(window, from, to);
    if (to > from) {
      endsInCarriageReturn = window[to - 1] == '\r';
    }
    boolean ended = to < limit;
    input.position = ended ? to + 1 : to;
    return ended;
  }

  private @Nullable RawRecord finish(boolean terminated) {
    long length = pending.total() - (endsInCarriageReturn ? 1 : 0);
    boolean truncated = length > maxRecordBytes;
    byte[] bytes = pending.first(length);
    pending.clear();
    endsInCarriageReturn = false;
    started = false;
    if (!truncated && isBlank(bytes)) {
      return null;
    }
    return new RawRecord(bytes, start, input.offset(), line, truncated, terminated);
  }

  private static boolean isBlank(byte[] bytes) {
    for (byte b : bytes) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }
}
