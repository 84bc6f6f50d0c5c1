package dev.pubwatch.cli.stack.demo;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pubwatch.formats.CanonicalJson;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;

/**
 * The demo's events and labels, the same for a seed on every machine.
 *
 * @param events in the order of their time
 * @param incidents what in them an attacker did
 */
public record Scenario(List<SpecificRecord> events, List<Incident> incidents) {
  /** Seed of the bundled scenario. */
  public static final long SEED = 20_260_901;

  /** How many days it goes on. */
  public static final long DAYS = Cast.LENGTH.toDays();

  private static final String EVENTS = "events.jsonl";
  private static final String LABELS = "labels.json";

  public Scenario {
    events = List.copyOf(events);
    incidents = List.copyOf(incidents);
  }

  /** Where a written scenario is. */
  public record Written(Path events, Path labels) {}

  /** Makes it up. */
  public static Scenario generate(long seed) {
    Timeline timeline = new Timeline(new Random(seed));
    new OrdinaryLife(timeline).unfold();
    List<Incident> incidents = new Attacks(timeline).strike();
    return new Scenario(timeline.inOrder(), incidents);
  }

  /** Writes canonical JSON lines and the labels; a file stands under its name only when whole. */
  public Written write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path events = folder.resolve(EVENTS);
    Path labels = folder.resolve(LABELS);
    Path fresh = Files.createTempFile(folder.toAbsolutePath().getParent(), "scenario", ".tmp");
    new ObjectMapper().writeValue(fresh.toFile(), incidents);
    Files.move(fresh, labels, StandardCopyOption.ATOMIC_MOVE);
    try (BufferedWriter out = Files.newBufferedWriter(fresh)) {
      for (SpecificRecord event : this.events) {
        out.write(CanonicalJson.write(event));
        out.write('\n');
      }
    }
    Files.move(fresh, events, StandardCopyOption.ATOMIC_MOVE);
    return new Written(events, labels);
  }

  /** Reads labels that {@link #write} wrote. */
  public static List<Incident> labels(Path file) throws IOException {
    List<Map<String, Object>> rows =
        new ObjectMapper().readValue(file.toFile(), new TypeReference<>() {});
    return rows.stream().map(Scenario::incident).toList();
  }

  private static Incident incident(Map<String, Object> row) {
    List<?> ids = (List<?>) row.getOrDefault("eventIds", List.of());
    return new Incident(
        String.valueOf(row.get("name")),
        String.valueOf(row.get("title")),
        ids.stream().map(String::valueOf).toList());
  }
}
