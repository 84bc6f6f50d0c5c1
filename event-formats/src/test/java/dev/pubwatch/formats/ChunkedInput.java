package dev.pubwatch.formats;

import java.io.InputStream;
import java.util.Random;

/** Gives bytes in chunks of random size; with pauses, says now and then that it has ended. */
final class ChunkedInput extends InputStream {
  private final byte[] bytes;
  private final Random random;
  private final boolean pauses;
  private int position;

  ChunkedInput(byte[] bytes, Random random, boolean pauses) {
    this.bytes = bytes;
    this.random = random;
    this.pauses = pauses;
  }

  boolean isDrained() {
    return position == bytes.length;
  }

  @Override
  public int read() {
    throw new UnsupportedOperationException("the splitter reads in bulk");
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    if (isDrained() || (pauses && random.nextInt(3) == 0)) {
      return -1;
    }
    int most = Math.min(length, bytes.length - position);
    int count = Math.min(most, 1 + random.nextInt(random.nextBoolean() ? 3 : 200));
    System.arraycopy(bytes, position, into, offset, count);
    position += count;
    return count;
  }
}
