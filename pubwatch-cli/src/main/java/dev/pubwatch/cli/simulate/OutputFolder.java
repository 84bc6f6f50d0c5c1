package dev.pubwatch.cli.simulate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.luben.zstd.ZstdOutputStream;
import dev.pubwatch.cli.simulate.scenario.Scenario;
import dev.pubwatch.events.Exposure;
import dev.pubwatch.formats.CanonicalJson;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/**
 * Writes what a simulation gives: {@code events.jsonl} or {@code events.jsonl.zst}, {@code
 * labels.jsonl}, {@code exposures.jsonl} and {@code README.md}. A file stands under its name only
 * when it is whole; files of an earlier simulation are replaced or removed.
 */
final class OutputFolder implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String UNFINISHED = ".part";
  private static final String EVENTS = "events.jsonl";
  private static final String LABELS = "labels.jsonl";
  private static final String EXPOSURES = "exposures.jsonl";
  private static final String README = "README.md";

  private final Path folder;
  private final String eventsName;
  private final Writer events;
  private final Writer labels;
  private long labelled;

  OutputFolder(Path folder, boolean compressed) throws IOException {
    this.folder = folder;
    eventsName = compressed ? EVENTS + ".zst" : EVENTS;
    Files.createDirectories(folder);
    events = writer(eventsName, compressed);
    labels = writer(LABELS, false);
  }

  Path events() {
    return folder.resolve(eventsName);
  }

  /** How many labels were written. */
  long labelled() {
    return labelled;
  }

  void event(String json) throws IOException {
    events.write(json);
    events.write('\n');
  }

  void label(SpecificRecord event, Scenario.About scenario, String step) throws IOException {
    ObjectNode label =
        JSON.createObjectNode()
            .put("event_id", text(event, "event_id"))
            .put("label", scenario.kind().label())
            .put("campaign", scenario.name())
            .put("step", step)
            .put("action", text(event, "action"))
            .put("time", text(event, "time"));
    labels.write(JSON.writeValueAsString(label));
    labels.write('\n');
    labelled++;
  }

  private static String text(SpecificRecord event, String field) {
    return String.valueOf(event.get(event.getSchema().getField(field).pos()));
  }

  /** Puts everything under its name. */
  void finish(List<Exposure> exposures, String readme) throws IOException {
    events.close();
    labels.close();
    Set<String> stale = new HashSet<>(Set.of(EVENTS, EVENTS + ".zst", LABELS, EXPOSURES));
    if (!exposures.isEmpty()) {
      try (Writer out = writer(EXPOSURES, false)) {
        for (Exposure exposure : exposures) {
          out.write(CanonicalJson.write(exposure) + "\n");
        }
      }
      settle(EXPOSURES, stale);
    }
    try (Writer out = writer(README, false)) {
      out.write(readme);
    }
    settle(README, stale);
    if (labelled > 0) {
      settle(LABELS, stale);
    } else {
      Files.deleteIfExists(unfinished(LABELS));
    }
    settle(eventsName, stale);
    for (String name : stale) {
      Files.deleteIfExists(folder.resolve(name));
    }
  }

  private void settle(String name, Set<String> stale) throws IOException {
    stale.remove(name);
    Files.move(unfinished(name), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }

  private Path unfinished(String name) {
    return folder.resolve(name + UNFINISHED);
  }

  private Writer writer(String name, boolean compressed) throws IOException {
    OutputStream file = Files.newOutputStream(unfinished(name));
    OutputStream out = compressed ? new ZstdOutputStream(file, 3) : file;
    return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
  }

  /** Removes what is not whole. */
  @Override
  public void close() throws IOException {
    try (events;
        labels) {
      for (String name : List.of(eventsName, LABELS, EXPOSURES, README)) {
        Files.deleteIfExists(unfinished(name));
      }
    }
  }
}
