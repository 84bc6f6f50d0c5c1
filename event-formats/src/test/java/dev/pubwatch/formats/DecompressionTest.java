package dev.pubwatch.formats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DecompressionTest {
  private static final byte[] CONTENT = content(300_000);

  @TempDir Path folder;

  @Test
  void readsPlainGzipAndZstdByTheirFirstBytes() throws IOException {
    for (byte[] stored : new byte[][] {CONTENT, gzip(CONTENT), Zstd.compress(CONTENT)}) {
      Path file = Files.write(folder.resolve("any-name"), stored);
      try (InputStream in = Decompression.open(file)) {
        assertArrayEquals(CONTENT, in.readAllBytes());
      }
    }
  }

  @Test
  void readsFilesShorterThanAnyMagic() throws IOException {
    for (byte[] stored : new byte[][] {{}, {'a'}, {0x1F, (byte) 0x8B}, {0x28, 1, 2}}) {
      assertArrayEquals(stored, wrap(stored).readAllBytes());
    }
  }

  @Test
  void readsAllMembersAndFramesAndPadding() throws IOException {
    byte[] twice = concat(CONTENT, CONTENT);
    byte[] gzip = concat(concat(gzip(CONTENT), gzip(CONTENT)), new byte[512]);
    byte[] zstd = concat(Zstd.compress(CONTENT), Zstd.compress(CONTENT));
    assertArrayEquals(twice, wrap(gzip).readAllBytes());
    assertArrayEquals(twice, wrap(zstd).readAllBytes());
  }

  @Test
  void readsAGzipHeaderWithEveryOptionalField() throws IOException {
    byte[] plain = gzip(CONTENT);
    byte[] header = {0x1F, (byte) 0x8B, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 3};
    byte[] fields = {2, 0, 9, 9, 'n', 0, 'c', 'c', 0, 1, 1};
    byte[] stored = concat(concat(header, fields), Arrays.copyOfRange(plain, 10, plain.length));
    assertArrayEquals(CONTENT, wrap(stored).readAllBytes());
  }

  @Test
  void aSecondGzipMemberThatIsCutAnywhereIsAFault() throws IOException {
    byte[] member = gzip(CONTENT);
    for (int kept : new int[] {1, 5, 9, 11, member.length - 5}) {
      byte[] stored = concat(member, Arrays.copyOf(member, kept));
      Delivered delivered = read(stored);
      assertTrue(delivered.bytes.length >= CONTENT.length);
      assertEquals("cut short", between(delivered.fault, "is ", ","));
    }
  }

  @Test
  void deliversEverythingBeforeACut() throws IOException {
    byte[] stored = gzip(CONTENT);
    Delivered gzip = read(Arrays.copyOf(stored, stored.length / 2));
    assertArrayEquals(Arrays.copyOf(CONTENT, gzip.bytes.length), gzip.bytes);
    assertTrue(gzip.bytes.length > CONTENT.length / 3);
    assertEquals(
        "gzip data is cut short, after %d decompressed bytes".formatted(gzip.bytes.length),
        gzip.fault);

    byte[] frames = Zstd.compress(CONTENT);
    Delivered zstd = read(Arrays.copyOf(frames, frames.length - 3));
    int wholeBlocks = 2 * 128 * 1024;
    assertArrayEquals(Arrays.copyOf(CONTENT, wholeBlocks), zstd.bytes);
    assertTrue(zstd.fault.startsWith("zstd data is cut or corrupt after 262144 "), zstd.fault);
  }

  @Test
  void tellsCorruptData() throws IOException {
    byte[] stored = gzip(CONTENT);
    stored[stored.length - 6] ^= 1;
    assertEquals("a wrong checksum", between(read(stored).fault, "has ", ","));
    byte[] junk = concat(gzip(CONTENT), new byte[] {1, 2, 3});
    Delivered delivered = read(junk);
    assertArrayEquals(CONTENT, delivered.bytes);
    assertTrue(delivered.fault.contains("no gzip member"), delivered.fault);
  }

  @Test
  void aMissingFileIsAnError() {
    assertThrows(IOException.class, () -> Decompression.open(folder.resolve("none")));
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Delivered(byte[] bytes, String fault) {}

  private static Delivered read(byte[] stored) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (InputStream in = wrap(stored)) {
      IOException fault = assertThrows(IOException.class, () -> in.transferTo(out));
      return new Delivered(out.toByteArray(), String.valueOf(fault.getMessage()));
    }
  }

  private static String between(String text, String before, String after) {
    int start = text.indexOf(before) + before.length();
    return text.substring(start, text.indexOf(after, start));
  }

  private static InputStream wrap(byte[] stored) throws IOException {
    return Decompression.wrap(new ByteArrayInputStream(stored));
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    }
    return out.toByteArray();
  }

  private static byte[] concat(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  private static byte[] content(int length) {
    Random random = new Random(11);
    byte[] content = new byte[length];
    for (int i = 0; i < length; i++) {
      content[i] = (byte) ('a' + random.nextInt(20));
    }
    return content;
  }
}
