package dev.pubwatch.formats;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Runs the splitter over bytes in each of its ways. */
final class Splits {

  /** A record with its bytes as text, so that records compare. */
  record Cut(String text, long start, long end, long line, boolean truncated, boolean terminated) {

    static Cut of(RawRecord r) {
      return new Cut(
          Splits.text(r.bytes()),
          r.startOffset(),
          r.endOffset(),
          r.line(),
          r.truncated(),
          r.terminated());
    }
  }

  private Splits() {}

  static List<Cut> whole(byte[] bytes, Framing framing, int max) {
    try (RecordSplitter splitter =
        RecordSplitter.open(new ByteArrayInputStream(bytes), framing, max)) {
      return drain(splitter, bytes.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Cut> chunked(byte[] bytes, Framing framing, int max, Random random) {
    try (RecordSplitter splitter =
        RecordSplitter.open(new ChunkedInput(bytes, random, false), framing, max)) {
      return drain(splitter, bytes.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As a file that grows, asked at every stage of its growth. */
  static List<Cut> followed(byte[] bytes, Framing framing, int max, Random random) {
    ChunkedInput input = new ChunkedInput(bytes, random, true);
    try (RecordSplitter splitter = RecordSplitter.follow(input, framing, max, 0, 1)) {
      List<Cut> cuts = new ArrayList<>();
      while (!input.isDrained()) {
        cuts.addAll(drain(splitter, bytes.length));
      }
      cuts.addAll(drain(splitter, bytes.length));
      for (RawRecord r = splitter.rest(); r != null; r = splitter.rest()) {
        cuts.add(Cut.of(r));
      }
      return cuts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static List<Cut> drain(RecordSplitter splitter, int bytes) throws IOException {
    List<Cut> cuts = new ArrayList<>();
    for (RawRecord r = splitter.next(); r != null; r = splitter.next()) {
      cuts.add(Cut.of(r));
      if (cuts.size() > bytes + 2) {
        throw new IllegalStateException("more records than bytes: the splitter does not advance");
      }
    }
    return cuts;
  }
}
