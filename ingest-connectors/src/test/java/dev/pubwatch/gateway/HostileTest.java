package dev.pubwatch.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.events.Reject;
import dev.pubwatch.gateway.verify.Scheme;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What a sender that means ill, or is broken, can do. */
class HostileTest {
  private static final Endpoint AUDIT = Bench.endpoint(Scheme.BEARER, "github-audit");
  private static final String PATH = "/hooks/bearer";
  private static final String[] PROOF = {"Authorization", "Bearer " + Bench.SECRET};

  @Test
  void bodiesBeyondTheBoundAreNotRead() throws Exception {
    try (Bench bench = new Bench(AUDIT)) {
      assertEquals(413, bench.post(PATH, new byte[64 * 1024 + 1], PROOF).statusCode());
      try (Socket socket = connect(bench)) {
        OutputStream out = socket.getOutputStream();
        out.write(Bench.utf8(head("Transfer-Encoding: chunked") + "11000\r\n"));
        out.write(new byte[0x11000]);
        out.flush();
        assertTrue(firstLine(socket).contains("413"));
      }
      assertTrue(bench.store.kept.isEmpty());
    }
  }

  @Test
  void aBombIsRefused() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(new byte[1 << 20]);
    }
    try (Bench bench = new Bench(AUDIT)) {
      assertEquals(413, bench.post(PATH, bytes.toByteArray(), PROOF).statusCode());
      byte[] cut = Arrays.copyOf(bytes.toByteArray(), 100);
      assertEquals(400, bench.post(PATH, cut, PROOF).statusCode());
    }
  }

  @Test
  void whatIsNoJsonIsARejectWithItsReason() throws Exception {
    try (Bench bench = new Bench(AUDIT)) {
      for (String body : new String[] {"{\"a\":", "nothing", "[".repeat(5_000), "\u0000"}) {
        bench.store.kept.clear();
        HttpResponse<String> answer = bench.post(PATH, Bench.utf8(body), PROOF);
        assertEquals(400, answer.statusCode(), () -> body);
        assertEquals(1, bench.store.kept.size());
        Reject reject = (Reject) bench.store.kept.get(0);
        assertEquals("test:bearer", reject.getSource());
        assertEquals("gateway:bearer", reject.getLocation());
        assertTrue(answer.body().contains(reject.getReason()), answer.body());
      }
      HttpResponse<String> empty = bench.post(PATH, new byte[0], PROOF);
      assertEquals(400, empty.statusCode());
    }
  }

  @Test
  void aRecordThatIsNotUnderstoodIsARejectAndNoFault() throws Exception {
    try (Bench bench = new Bench(AUDIT)) {
      String body = "[" + Bench.audit("one") + ",{\"action\":7}]";
      HttpResponse<String> answer = bench.post(PATH, Bench.utf8(body), PROOF);
      assertEquals("{\"status\":\"ok\",\"events\":1,\"rejects\":1}", answer.body());
      assertEquals(200, answer.statusCode());
    }
  }

  @Test
  void whatIsUnauthenticatedIsNotWrittenAnywhere() throws Exception {
    try (Bench bench = new Bench(AUDIT)) {
      assertEquals(401, bench.post(PATH, Bench.utf8("nothing")).statusCode());
      assertEquals(404, bench.post("/elsewhere", Bench.utf8("nothing"), PROOF).statusCode());
      assertTrue(bench.store.kept.isEmpty());
      String metrics = bench.send("GET", "/metrics", new byte[0]).body();
      assertTrue(
          metrics.contains(
              "pubwatch_gateway_requests_total{endpoint=\"bearer\",outcome=\"unauthenticated\"} 1"),
          metrics);
    }
  }

  @Test
  void methodsAndKindsOfContentThatAreNotTaken() throws Exception {
    try (Bench bench = new Bench(AUDIT)) {
      assertEquals(405, bench.send("GET", PATH, new byte[0], PROOF).statusCode());
      byte[] body = Bench.utf8(Bench.audit("one"));
      String[] encoding = {PROOF[0], PROOF[1], "Content-Encoding", "br"};
      assertEquals(415, bench.post(PATH, body, encoding).statusCode());
      String[] type = {PROOF[0], PROOF[1], "Content-Type", "image/png"};
      assertEquals(415, bench.post(PATH, body, type).statusCode());
    }
  }

  @Test
  void aFormIsReadWhereItIsOne() throws Exception {
    String[] form = {PROOF[0], PROOF[1], "Content-Type", "application/x-www-form-urlencoded"};
    try (Bench bench = new Bench(AUDIT)) {
      String encoded = URLEncoder.encode(Bench.audit("one"), StandardCharsets.UTF_8);
      assertEquals(200, bench.post(PATH, Bench.utf8("payload=" + encoded), form).statusCode());
      assertEquals(200, bench.post(PATH, Bench.utf8(Bench.audit("two")), form).statusCode());
      assertEquals(2, bench.store.kept.size());
    }
  }

  @Test
  void ratesAreBound() throws Exception {
    byte[] body = Bench.utf8(Bench.audit("one"));
    try (Bench bench = new Bench(Bench.limits(1, 1_000), AUDIT)) {
      assertEquals(401, bench.post(PATH, body).statusCode()); // does not cost the endpoint anything
      assertEquals(200, bench.post(PATH, body, PROOF).statusCode());
      HttpResponse<String> more = bench.post(PATH, body, PROOF);
      assertEquals(429, more.statusCode());
      assertEquals("1", more.headers().firstValue("Retry-After").orElse(""));
    }
    try (Bench bench = new Bench(Bench.limits(1_000, 1), AUDIT)) {
      assertEquals(401, bench.post(PATH, body).statusCode());
      assertEquals(429, bench.post(PATH, body, PROOF).statusCode());
    }
  }

  @Test
  void slowSendersAreCutOff() throws Exception {
    try (Bench bench = new Bench(AUDIT);
        Socket headers = connect(bench);
        Socket body = connect(bench)) {
      body.getOutputStream().write(Bench.utf8(head("Content-Length: 60000") + "{"));
      Thread dribble = new Thread(() -> dribble(headers, body));
      dribble.start();
      assertTrue(firstLine(body).contains("408"));
      assertEquals(-1, headers.getInputStream().read());
      dribble.join();
      assertEquals(200, bench.post(PATH, Bench.utf8(Bench.audit("one")), PROOF).statusCode());
    }
  }

  /** A byte now and then, so that neither connection is ever idle. */
  private static void dribble(Socket headers, Socket body) {
    try {
      headers.getOutputStream().write(Bench.utf8("POST / HTTP/1.1\r\nX-Slow: "));
      for (int i = 0; i < 100; i++) {
        headers.getOutputStream().write('x');
        body.getOutputStream().write(' ');
        Thread.sleep(100);
      }
    } catch (IOException | InterruptedException e) {
      // cut off, as it should be
    }
  }

  @Test
  void whatIsNoHttpGetsAShortAnswer() throws Exception {
    try (Bench bench = new Bench(AUDIT);
        Socket socket = connect(bench)) {
      socket.getOutputStream().write(Bench.utf8("\u0001\u0002 nonsense\r\n\r\n"));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
      assertFalse(answer.contains("jetty"), answer);
      assertFalse(answer.contains("nonsense"), answer);
    }
  }

  private static Socket connect(Bench bench) throws IOException {
    URI uri = URI.create(bench.gateway.url());
    Socket socket = new Socket(uri.getHost(), uri.getPort());
    socket.setSoTimeout(15_000);
    return socket;
  }

  private static String head(String header) {
    return "POST %s HTTP/1.1\r\nHost: x\r\n%s: %s\r\n%s\r\n\r\n"
        .formatted(PATH, PROOF[0], PROOF[1], header);
  }

  private static String firstLine(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\r'; c = in.read()) {
      line.append((char) c);
    }
    return line.toString();
  }
}
