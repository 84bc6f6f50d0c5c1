package dev.pubwatch.benchmarks;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signed webhooks at a fixed rate, over connections that are kept. A request that has to wait for a
 * free connection counts from when it was due, so that a slow server cannot slow the measurement.
 */
final class WebhookLoad {
  private static final int CONNECTIONS = 64;
  private static final String ALGORITHM = "HmacSHA256";

  private final URI target;
  private final SecretKeySpec key;
  private final String filling;
  private final int perSecond;
  private final long[] latencies;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger accepted = new AtomicInteger();
  private volatile long beganNanos;

  /**
   * @param bodyBytes least size of a body
   */
  WebhookLoad(URI target, String secret, int bodyBytes, int perSecond, int requests) {
    this.target = target;
    this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    this.filling = "x".repeat(Math.max(0, bodyBytes - body(0, "").length));
    this.perSecond = perSecond;
    this.latencies = new long[requests];
  }

  /** Sends everything; seconds that it took. */
  double run() throws InterruptedException {
    List<Thread> senders = new ArrayList<>();
    beganNanos = System.nanoTime();
    for (int i = 0; i < CONNECTIONS; i++) {
      Thread sender = new Thread(this::send, "sender-" + i);
      sender.start();
      senders.add(sender);
    }
    for (Thread sender : senders) {
      sender.join();
    }
    Arrays.sort(latencies);
    return (System.nanoTime() - beganNanos) / 1e9;
  }

  /** How many were answered 200. */
  int accepted() {
    return accepted.get();
  }

  /** Milliseconds within which that share was answered. */
  double quantile(double share) {
    return latencies[(int) Math.min(latencies.length - 1L, (long) (share * latencies.length))]
        / 1e6;
  }

  private void send() {
    try (Socket socket = new Socket(target.getHost(), target.getPort())) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      for (int i = next.getAndIncrement(); i < latencies.length; i = next.getAndIncrement()) {
        long due = beganNanos + (long) (i * 1e9 / perSecond);
        awaitUntil(due);
        out.write(request(i));
        if (status(in) == 200) {
          accepted.incrementAndGet();
        }
        latencies[i] = System.nanoTime() - due;
      }
    } catch (IOException | GeneralSecurityException e) {
      System.err.println("a connection broke: " + e);
    }
  }

  private static void awaitUntil(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private byte[] request(int i) throws GeneralSecurityException {
    byte[] body = body(i, filling);
    Mac mac = Mac.getInstance(ALGORITHM);
    mac.init(key);
    String head =
        """
        POST %s HTTP/1.1\r
        Host: %s\r
        Content-Type: application/json\r
        X-GitHub-Delivery: %d\r
        X-Hub-Signature-256: sha256=%s\r
        Content-Length: %d\r
        \r
        """
            .formatted(
                target.getPath(),
                target.getAuthority(),
                i,
                HexFormat.of().formatHex(mac.doFinal(body)),
                body.length);
    byte[] start = head.getBytes(StandardCharsets.US_ASCII);
    byte[] all = Arrays.copyOf(start, start.length + body.length);
    System.arraycopy(body, 0, all, start.length, body.length);
    return all;
  }

  private static byte[] body(int i, String filling) {
    return """
        {"_document_id":"load-%d","@timestamp":%d,"action":"workflows.created_workflow_run",\
        "actor":"mona-%d","org":"acme","repo":"acme/tool-%d","workflow_run_id":%d,\
        "head_branch":"main","event":"push","user_agent":"%s"}"""
        .formatted(i, 1_763_900_000_000L + i, i % 50, i % 500, i, filling)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static int status(InputStream in) throws IOException {
    int status = 0;
    int length = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (status == 0) {
        status = Integer.parseInt(line.substring(9, 12));
      } else if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Integer.parseInt(line.substring(15).strip());
      }
    }
    in.skipNBytes(length);
    return status;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the gateway closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }
}
