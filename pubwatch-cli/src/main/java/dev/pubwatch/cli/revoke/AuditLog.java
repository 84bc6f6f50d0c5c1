package dev.pubwatch.cli.revoke;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pubwatch.cli.CommandFailure;
import dev.pubwatch.cli.terminal.Clean;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * What was asked of whom, when, by whom and how it was answered: JSON lines that are only ever
 * appended, each on disk before the next step. One process at a time.
 */
final class AuditLog implements Closeable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ACCEPTED = "accepted";

  /** What became of an order. */
  enum Outcome {
    BEGUN,
    ACCEPTED,
    FAILED,
    REFUSED
  }

  private final FileChannel file;
  private final URI to;
  private final String who;
  private final Clock clock;
  private final Set<String> accepted = new HashSet<>();

  private AuditLog(FileChannel file, URI to, String who, Clock clock) {
    this.file = file;
    this.to = to;
    this.who = who;
    this.clock = clock;
  }

  /**
   * Opens the log and reads what was accepted before.
   *
   * @param to where orders go
   * @param who gives them
   */
  static AuditLog open(Path path, URI to, String who, Clock clock) throws IOException {
    if (path.toAbsolutePath().getParent() != null) {
      Files.createDirectories(path.toAbsolutePath().getParent());
    }
    FileChannel file =
        FileChannel.open(
            path,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    AuditLog log = new AuditLog(file, to, who, clock);
    try {
      log.lock(path);
      log.readAccepted(path);
      return log;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private void lock(Path path) throws IOException {
    try {
      if (file.tryLock() != null) {
        return;
      }
    } catch (OverlappingFileLockException e) {
      // told below
    }
    throw new CommandFailure(path + ": another responder is at work");
  }

  private void readAccepted(Path path) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(path)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode record = parsed(line);
        if (record.path("outcome").asText().equals(ACCEPTED)
            && record.path("to").asText().equals(to.toString())) {
          accepted.add(record.path("idempotency_key").asText());
        }
      }
    }
  }

  /** A line that a crash cut short says nothing. */
  private static JsonNode parsed(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      return JSON.createObjectNode();
    }
  }

  /** Whether the same address has accepted it before. */
  boolean isAccepted(Order order) {
    return accepted.contains(order.key());
  }

  /**
   * Adds a line.
   *
   * @param status of the answer, 0 for none
   */
  void add(Order order, int attempt, Outcome outcome, int status, String message)
      throws IOException {
    String line =
        JSON.createObjectNode()
            .put("at", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString())
            .put("who", who)
            .put("to", to.toString())
            .put("what", "credential.revoke")
            .put("credential_id", order.credentialId())
            .put("alert_id", order.alertId())
            .put("idempotency_key", order.key())
            .put("attempt", attempt)
            .put("outcome", outcome.name().toLowerCase(Locale.ROOT))
            .put("status", status == 0 ? null : Integer.valueOf(status))
            .put("message", Clean.oneLine(message))
            .toString();
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
    file.force(true);
    if (outcome == Outcome.ACCEPTED) {
      accepted.add(order.key());
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
