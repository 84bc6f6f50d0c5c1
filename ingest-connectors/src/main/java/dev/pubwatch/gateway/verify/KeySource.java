package dev.pubwatch.gateway.verify;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A key set that is read again when it is old, or when a key is asked for that it lacks, at most
 * once a minute: otherwise made-up key ids would make this a flood against whoever serves the keys.
 */
final class KeySource {
  private static final Logger LOG = LoggerFactory.getLogger(KeySource.class);
  private static final Duration FRESH = Duration.ofMinutes(30);
  private static final Duration BETWEEN_READS = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int LARGEST = 1 << 20;

  /** Gives the bytes of a key set. */
  @FunctionalInterface
  interface Read {
    byte[] bytes() throws IOException, InterruptedException;
  }

  private final Read read;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile @Nullable KeySet keys;
  private volatile Instant readAt = Instant.MIN;
  private volatile Instant triedAt = Instant.MIN;

  KeySource(Read read) {
    this.read = read;
  }

  static KeySource file(Path file) {
    return new KeySource(() -> Files.readAllBytes(file));
  }

  static KeySource url(URI url) {
    HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    HttpRequest request = HttpRequest.newBuilder(url).timeout(PATIENCE).build();
    return new KeySource(() -> fetch(client, request));
  }

  private static byte[] fetch(HttpClient client, HttpRequest request)
      throws IOException, InterruptedException {
    HttpResponse<InputStream> answer =
        client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      if (answer.statusCode() != 200) {
        throw new IOException(request.uri() + " answered " + answer.statusCode());
      }
      return body.readNBytes(LARGEST);
    }
  }

  /**
   * A current key.
   *
   * @return null when there is none of that id
   * @throws IllegalStateException when no key set could be read yet
   */
  @Nullable PublicKey byId(String id, Instant now) {
    KeySet known = keys;
    boolean fresh = known != null && Duration.between(readAt, now).compareTo(FRESH) <= 0;
    boolean has = known != null && known.byId(id) != null;
    if (!(fresh && has) && mayRead(now)) {
      readAgain(now);
      known = keys;
    }
    if (known == null) {
      throw new IllegalStateException("the key set could not be read yet");
    }
    return known.byId(id);
  }

  private boolean mayRead(Instant now) {
    return triedAt.equals(Instant.MIN) || triedAt.plus(BETWEEN_READS).isBefore(now);
  }

  /** One thread reads; the others go on with what is known. */
  private void readAgain(Instant now) {
    if (!reading.tryLock()) {
      return;
    }
    try {
      triedAt = now;
      keys = KeySet.parse(read.bytes());
      readAt = now;
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("key set not read: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      reading.unlock();
    }
  }
}
