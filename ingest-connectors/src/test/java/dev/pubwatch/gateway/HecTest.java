package dev.pubwatch.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pubwatch.gateway.verify.Scheme;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Splunk's answers word for word, since senders go by them. */
class HecTest {
  private static final String PATH = "/services/collector";
  private static final String TOKEN = "Splunk " + Bench.SECRET;
  private static final byte[] TWO =
      Bench.utf8(
          "{\"time\":1,\"event\":%s}{\"event\":%s}"
              .formatted(Bench.audit("one"), Bench.audit("two")));

  private final Bench bench = new Bench(Bench.endpoint(Scheme.HEC, "github-audit"));

  @AfterEach
  void close() {
    bench.close();
  }

  private static void assertAnswer(int status, String text, int code, HttpResponse<String> answer) {
    assertEquals("{\"text\":\"%s\",\"code\":%d}".formatted(text, code), answer.body());
    assertEquals(status, answer.statusCode());
  }

  @Test
  void takesEnvelopesOneAfterAnother() throws Exception {
    for (String path : new String[] {PATH, PATH + "/", PATH + "/event", PATH + "/event/1.0"}) {
      bench.store.kept.clear();
      assertAnswer(200, "Success", 0, bench.post(path, TWO, "Authorization", TOKEN));
      assertEquals(2, bench.store.kept.size());
    }
  }

  @Test
  void takesGzipAndRecordsWithoutEnvelopes() throws Exception {
    HttpResponse<String> zipped =
        bench.post(PATH, gzip(TWO), "Authorization", TOKEN, "Content-Encoding", "gzip");
    assertAnswer(200, "Success", 0, zipped);
    byte[] raw = Bench.utf8(Bench.audit("three"));
    assertAnswer(200, "Success", 0, bench.post(PATH + "/raw", raw, "Authorization", TOKEN));
    assertEquals(3, bench.store.kept.size());
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    }
    return bytes.toByteArray();
  }

  @Test
  void saysWhatIsWrongAsSplunkDoes() throws Exception {
    assertAnswer(401, "Token is required", 2, bench.post(PATH, TWO));
    assertAnswer(401, "Invalid authorization", 3, bench.post(PATH, TWO, "Authorization", "x"));
    HttpResponse<String> other = bench.post(PATH, TWO, "Authorization", "Splunk x");
    assertAnswer(403, "Invalid token", 4, other);
    assertAnswer(400, "No data", 5, bench.post(PATH, new byte[0], "Authorization", TOKEN));
    assertAnswer(400, "Invalid data format", 6, authorised("{\"event\":"));
    assertAnswer(400, "Event field is required", 12, authorised("{\"time\":1}"));
    assertAnswer(400, "Event field cannot be blank", 13, authorised("{\"event\":\" \"}"));
    HttpResponse<String> large = bench.post(PATH, new byte[70_000], "Authorization", TOKEN);
    assertAnswer(413, "Request entity too large", 27, large);
  }

  private HttpResponse<String> authorised(String body) throws Exception {
    return bench.post(PATH, Bench.utf8(body), "Authorization", TOKEN);
  }

  @Test
  void isHealthyWithoutToken() throws Exception {
    for (String path : new String[] {PATH + "/health", PATH + "/health/1.0"}) {
      assertAnswer(200, "HEC is healthy", 17, bench.send("GET", path, new byte[0]));
    }
    bench.store.away.set(true);
    HttpResponse<String> busy = bench.post(PATH, TWO, "Authorization", TOKEN);
    assertAnswer(503, "Server is busy", 9, busy);
    assertEquals("5", busy.headers().firstValue("Retry-After").orElse(""));
    HttpResponse<String> sick = bench.send("GET", PATH + "/health", new byte[0]);
    assertAnswer(503, "HEC is unhealthy, queues are full", 18, sick);
  }
}
