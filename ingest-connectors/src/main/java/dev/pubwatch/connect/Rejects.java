package dev.pubwatch.connect;

import dev.pubwatch.events.Reject;
import dev.pubwatch.formats.Redactor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/** Makes what goes to the topic of rejects: bounded, and without secrets. */
public final class Rejects {
  /** Most of a raw record that a reject carries. */
  public static final int MAX_RAW_BYTES = 64 * 1024;

  /** Read beyond that, so that a secret on the edge is recognised. */
  private static final int EDGE_BYTES = 8 * 1024;

  private Rejects() {}

  /**
   * A reject.
   *
   * @param raw the record or its first part; redacted and cut here
   * @param sizeBytes of the whole record
   * @param now when it was read
   */
  public static Reject of(
      String source,
      String format,
      String location,
      String reason,
      byte[] raw,
      long sizeBytes,
      Instant now) {
    return Reject.newBuilder()
        .setSource(source)
        .setFormat(format)
        .setLocation(location)
        .setReason(reason)
        .setRaw(ByteBuffer.wrap(redacted(raw)))
        .setRawSizeBytes(sizeBytes)
        .setTime(now)
        .build();
  }

  /** Redacts byte by byte, since what was rejected need not be text. */
  private static byte[] redacted(byte[] raw) {
    int length = Math.min(raw.length, MAX_RAW_BYTES + EDGE_BYTES);
    String text = new String(raw, 0, length, StandardCharsets.ISO_8859_1);
    byte[] clean = Redactor.redact(text).getBytes(StandardCharsets.ISO_8859_1);
    return clean.length > MAX_RAW_BYTES ? Arrays.copyOf(clean, MAX_RAW_BYTES) : clean;
  }
}
