package dev.pubwatch.benchmarks.peers;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.benchmarks.EventFile;
import dev.pubwatch.core.Event;
import dev.pubwatch.formats.Decompression;
import dev.pubwatch.formats.Framing;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.formats.PackageUrl;
import dev.pubwatch.formats.RawRecord;
import dev.pubwatch.formats.RecordSplitter;
import dev.pubwatch.formats.json.JsonFields;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Events in order of (time, id) and what is known of some of them.
 *
 * @param events all of them
 * @param labels by {@link #subject}
 * @param rejected records that could not be read
 */
record History(List<Event> events, Map<String, Label> labels, long rejected) {
  private static final int MAX_RECORD_BYTES = 1 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * @param campaign what it was part of
   * @param malicious whether it must be found; if not, it is neither counted as normal nor as found
   */
  record Label(String campaign, boolean malicious) {}

  History {
    events = List.copyOf(events);
    labels = Map.copyOf(labels);
  }

  /** What labels name an event by: a release by project and version, anything else by its id. */
  static String subject(Event event) {
    return event.version() == null ? event.eventId() : event.project() + "@" + event.version();
  }

  /**
   * Reads a history in one of the formats of {@code ./pubwatch formats} and its labels: JSON lines
   * {@code {package, version, campaign}}, every one to be found, or {@code {repo, commit, label}},
   * of which only those labelled malicious are.
   *
   * @throws IOException naming the file when it cannot be read or a label is malformed
   */
  static History read(String format, Path events, Path labels) throws IOException {
    EventFile read = EventFile.read(format, events);
    return new History(read.events(), readLabels(labels), read.rejected());
  }

  private static Map<String, Label> readLabels(Path file) throws IOException {
    Map<String, Label> labels = new HashMap<>();
    try (RecordSplitter records =
        RecordSplitter.open(Decompression.open(file), Framing.LINES, MAX_RECORD_BYTES)) {
      for (RawRecord raw = records.next(); raw != null; raw = records.next()) {
        try {
          if (!(JSON.readTree(raw.bytes()) instanceof ObjectNode object)) {
            throw new MalformedException("expected a JSON object");
          }
          add(new JsonFields(object), labels);
        } catch (MalformedException | IOException e) {
          throw new IOException(
              "%s line %d: no label: %s".formatted(file, raw.line(), e.getMessage()), e);
        }
      }
    }
    return labels;
  }

  private static void add(JsonFields in, Map<String, Label> labels) throws MalformedException {
    if (in.has("package")) {
      String project = PackageUrl.of("npm", in.requireText("package"));
      labels.put(
          project + "@" + in.requireText("version"), new Label(in.requireText("campaign"), true));
    } else {
      String repository = in.requireText("repo");
      String owner = repository.substring(0, Math.max(0, repository.lastIndexOf('/')));
      labels.put(
          "git:" + repository + "@" + in.requireText("commit"),
          new Label(owner, "malicious".equals(in.text("label"))));
    }
  }
}
