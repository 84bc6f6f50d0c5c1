package dev.pubwatch.benchmarks.peers;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.core.Event;
import dev.pubwatch.formats.CredentialHasher;
import dev.pubwatch.formats.Decompression;
import dev.pubwatch.formats.Format;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.Formats;
import dev.pubwatch.formats.Framing;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.formats.PackageUrl;
import dev.pubwatch.formats.Parsed;
import dev.pubwatch.formats.RawRecord;
import dev.pubwatch.formats.RecordSplitter;
import dev.pubwatch.formats.json.JsonFields;
import dev.pubwatch.job.stream.EventMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

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
   * {@code {package, version, campaign}} or {@code {repo, commit, label}}.
   *
   * @throws IOException naming the file when it cannot be read or a label is malformed
   */
  static History read(String format, Path events, Path labels) throws IOException {
    List<Event> read = new ArrayList<>();
    long rejected = readEvents(Formats.byName(format), events, read);
    if (read.isEmpty()) {
      throw new IOException(events + ": holds no event in the format " + format);
    }
    return sorted(read, readLabels(labels), rejected);
  }

  static History sorted(List<Event> events, Map<String, Label> labels, long rejected) {
    List<Event> inOrder = new ArrayList<>(events);
    inOrder.sort(Comparator.comparingLong(Event::timeMillis).thenComparing(Event::eventId));
    return new History(inOrder, labels, rejected);
  }

  /** How many records could not be read. */
  private static long readEvents(Format format, Path file, List<Event> into) throws IOException {
    // No secret of a history is shown: any key does.
    FormatContext context = new FormatContext(new CredentialHasher(new byte[16]), null, null);
    long rejected = 0;
    try (RecordSplitter records =
        RecordSplitter.open(Decompression.open(file), format.framing(), MAX_RECORD_BYTES)) {
      for (RawRecord raw = records.next(); raw != null; raw = records.next()) {
        if (!raw.truncated()
            && format.parse(raw.bytes(), context) instanceof Parsed.Events parsed) {
          for (SpecificRecord event : parsed.events()) {
            into.add(EventMapper.toEvent(event));
          }
        } else {
          rejected++;
        }
      }
    }
    return rejected;
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
    boolean malicious = "malicious".equals(in.has("label") ? in.text("label") : "malicious");
    if (in.has("package")) {
      String project = PackageUrl.of("npm", in.requireText("package"));
      labels.put(
          project + "@" + in.requireText("version"),
          new Label(in.requireText("campaign"), malicious));
    } else {
      String repository = in.requireText("repo");
      String owner = repository.substring(0, Math.max(0, repository.lastIndexOf('/')));
      labels.put("git:" + repository + "@" + in.requireText("commit"), new Label(owner, malicious));
    }
  }
}
