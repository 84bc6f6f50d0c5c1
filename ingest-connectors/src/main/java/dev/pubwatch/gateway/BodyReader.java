package dev.pubwatch.gateway;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.Content;

/**
 * Reads a body without holding a thread, within a bound of its own and one that all share.
 *
 * <p>The future fails with {@link RefusedException} when a bound is passed, and with the
 * transport's own exception when the sender goes away.
 */
final class BodyReader implements Runnable {
  private static final int FIRST_BYTES = 4 * 1024;

  /** The body is not read to its end. */
  static final class RefusedException extends Exception {
    private final Answer answer;

    RefusedException(Answer answer) {
      super(answer.outcome().label());
      this.answer = answer;
    }

    Answer answer() {
      return answer;
    }
  }

  private final Content.Source source;
  private final int most;
  private final HeldBytes held;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(FIRST_BYTES);
  private final CompletableFuture<byte[]> body = new CompletableFuture<>();
  private final AtomicLong count = new AtomicLong();

  BodyReader(Content.Source source, int most, HeldBytes held) {
    this.source = source;
    this.most = most;
    this.held = held;
  }

  /** Begins to read, on this thread as far as bytes are there. */
  CompletableFuture<byte[]> read() {
    run();
    return body;
  }

  /** Bytes that were taken of {@link HeldBytes}, to be given back. */
  long count() {
    return count.get();
  }

  /** Stops reading. */
  void refuse(Answer answer) {
    body.completeExceptionally(new RefusedException(answer));
  }

  @Override
  public void run() {
    while (!body.isDone()) {
      Content.Chunk chunk = source.read();
      if (chunk == null) {
        source.demand(this);
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        body.completeExceptionally(chunk.getFailure());
        return;
      }
      take(chunk);
    }
  }

  private void take(Content.Chunk chunk) {
    ByteBuffer part = chunk.getByteBuffer();
    int size = part.remaining();
    boolean last = chunk.isLast();
    if (count.get() + size > most) {
      refuse(tooLarge(most));
    } else if (!held.take(size)) {
      refuse(Answer.unavailable());
    } else {
      count.addAndGet(size);
      byte[] copy = new byte[size];
      part.get(copy);
      bytes.writeBytes(copy);
    }
    chunk.release();
    if (last) {
      body.complete(bytes.toByteArray());
    }
  }

  static Answer tooLarge(int most) {
    return Answer.error(Outcome.TOO_LARGE, "the body must be at most %d bytes".formatted(most));
  }
}
