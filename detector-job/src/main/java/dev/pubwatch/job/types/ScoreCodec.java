package dev.pubwatch.job.types;

import dev.pubwatch.core.Codec;
import dev.pubwatch.core.EventKind;
import dev.pubwatch.core.Score;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A score on its way to its output. */
final class ScoreCodec implements Codec<Score> {
  @Override
  public int version() {
    return 1;
  }

  @Override
  public void write(Score score, DataOutput out) throws IOException {
    writeText(score.eventId(), out);
    writeText(score.project(), out);
    writeText(score.version(), out);
    out.writeLong(score.timeMillis());
    writeText(score.kind().name(), out);
    writeText(score.action(), out);
    out.writeDouble(score.scoreBits());
  }

  @Override
  public Score read(int version, DataInput in) throws IOException {
    return new Score(
        requireText(in),
        readText(in),
        readText(in),
        in.readLong(),
        EventKind.valueOf(requireText(in)),
        requireText(in),
        in.readDouble());
  }

  private static String requireText(DataInput in) throws IOException {
    String text = readText(in);
    if (text == null) {
      throw new IOException("score without an event id, a kind or an action");
    }
    return text;
  }

  private static void writeText(@Nullable String text, DataOutput out) throws IOException {
    if (text == null) {
      out.writeInt(-1);
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static @Nullable String readText(DataInput in) throws IOException {
    int length = in.readInt();
    if (length < 0) {
      return null;
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** A score is immutable. */
  @Override
  public Score copy(Score value) {
    return value;
  }
}
