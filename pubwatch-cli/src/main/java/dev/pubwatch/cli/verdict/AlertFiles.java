package dev.pubwatch.cli.verdict;

import dev.pubwatch.events.Alert;
import dev.pubwatch.events.Verdict;
import dev.pubwatch.formats.CanonicalJson;
import dev.pubwatch.formats.MalformedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/**
 * The files of a replay: JSON lines of alerts that it wrote, and of verdicts for the next one.
 *
 * @param alerts read
 * @param verdicts appended to, made when missing
 */
record AlertFiles(Path alerts, Path verdicts) implements AlertSource {
  @Override
  public List<Alert> revisions(String alertId, Set<String> others) throws IOException {
    List<Alert> found = new ArrayList<>();
    each(
        alerts,
        Alert.class,
        alert -> {
          if (alert.getAlertId().equals(alertId)) {
            found.add(alert);
          } else {
            others.add(alert.getAlertId());
          }
        });
    return found;
  }

  /** A replay's time is that of its events: right after the alert's last one. */
  @Override
  public Instant now(List<Alert> revisions) throws IOException {
    List<Instant> before = new ArrayList<>();
    revisions.forEach(alert -> before.add(alert.getLastEventAt()));
    String alertId = revisions.get(0).getAlertId();
    if (Files.exists(verdicts)) {
      each(
          verdicts,
          Verdict.class,
          verdict -> {
            if (verdict.getAlertId().equals(alertId)) {
              before.add(verdict.getTime());
            }
          });
    }
    return Collections.max(before).plusMillis(1);
  }

  private static <T extends SpecificRecord> void each(Path file, Class<T> type, Consumer<T> action)
      throws IOException {
    int number = 0;
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        action.accept(CanonicalJson.read(type, line));
      }
    } catch (MalformedException e) {
      throw new IOException(
          "%s:%d: expected a record of type %s: %s"
              .formatted(file, number, type.getSimpleName(), e.getMessage()),
          e);
    }
  }

  @Override
  public void say(Verdict verdict) throws IOException {
    Files.writeString(
        verdicts,
        CanonicalJson.write(verdict) + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  @Override
  public String name() {
    return alerts.toString();
  }
}
