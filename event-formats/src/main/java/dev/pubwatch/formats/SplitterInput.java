package dev.pubwatch.formats;

import java.io.IOException;
import java.io.InputStream;

/** A window over a stream that knows where in the stream it is and leaves out a byte order mark. */
final class SplitterInput {
  private static final int WINDOW_BYTES = 64 * 1024;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream in;
  private long windowOffset;
  private boolean mayBeginWithMark;
  final byte[] window = new byte[WINDOW_BYTES];

  /** Index in {@link #window} of the next byte; the reader moves it. */
  int position;

  /** Index in {@link #window} after the last byte. */
  int limit;

  SplitterInput(InputStream in, long offset) {
    this.in = in;
    this.windowOffset = offset;
    this.mayBeginWithMark = offset == 0;
  }

  /** Stream offset of the next byte. */
  long offset() {
    return windowOffset + position;
  }

  /**
   * Makes sure that the window holds a next byte.
   *
   * @return false at the end of the stream, which may be for now only
   */
  boolean hasNext() throws IOException {
    if (mayBeginWithMark && !beginningIsKnown()) {
      return false;
    }
    if (position < limit) {
      return true;
    }
    windowOffset += limit;
    position = 0;
    limit = 0;
    return fill();
  }

  /** Says that the stream has ended: what looked like half a byte order mark is content. */
  void end() {
    mayBeginWithMark = false;
  }

  void close() throws IOException {
    in.close();
  }

  private boolean beginningIsKnown() throws IOException {
    while (limit < BYTE_ORDER_MARK.length && beginsLikeMark()) {
      if (!fill()) {
        return false;
      }
    }
    if (beginsLikeMark()) {
      position = BYTE_ORDER_MARK.length;
    }
    mayBeginWithMark = false;
    return true;
  }

  private boolean beginsLikeMark() {
    for (int i = 0; i < Math.min(limit, BYTE_ORDER_MARK.length); i++) {
      if (window[i] != BYTE_ORDER_MARK[i]) {
        return false;
      }
    }
    return true;
  }

  private boolean fill() throws IOException {
    int count = in.read(window, limit, window.length - limit);
    if (count <= 0) {
      return false;
    }
    limit += count;
    return true;
  }
}
