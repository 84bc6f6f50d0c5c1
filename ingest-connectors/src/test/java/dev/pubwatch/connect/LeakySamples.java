package dev.pubwatch.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The sample records of a format with every kind of secret in them. */
public final class LeakySamples {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path FOLDER =
      Path.of("..", "event-formats", "src", "test", "resources", "formats");

  private LeakySamples() {}

  /** Secrets, none of which may be anywhere. */
  public static List<String> secrets() {
    return Leaks.ALL.stream().map(Leaks::secret).toList();
  }

  /** Each secret that is there, with where it is. */
  public static List<String> found(List<String> written) {
    List<String> found = new ArrayList<>();
    for (String secret : secrets()) {
      written.stream()
          .filter(text -> text.contains(secret))
          .findFirst()
          .ifPresent(text -> found.add(secret + " in " + text));
    }
    return found;
  }

  private static List<ObjectNode> samples(String format) throws IOException {
    List<ObjectNode> samples = new ArrayList<>();
    for (String line : Files.readAllLines(FOLDER.resolve(format).resolve("input.jsonl"))) {
      if (line.startsWith("{")) {
        samples.add((ObjectNode) JSON.readTree(line));
      }
    }
    return samples;
  }

  /** In a field that the format does not know, as its name, in a cut record and in no record. */
  public static List<String> strange(String format) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String text : Leaks.texts()) {
      for (ObjectNode sample : samples(format)) {
        String line = sample.deepCopy().put("note", text).toString();
        lines.add(line);
        lines.add(line.substring(0, line.length() - 1));
        lines.add(sample.deepCopy().put(text, "note").toString());
      }
      lines.add(text);
      lines.add(JSON.createObjectNode().put("password", text).toString());
    }
    return lines;
  }

  /** In each field of each record, one at a time. */
  public static List<String> inEachField(String format) throws IOException {
    List<String> lines = new ArrayList<>();
    for (ObjectNode sample : samples(format)) {
      List<ObjectNode> objects = objects(sample);
      for (int i = 0; i < objects.size(); i++) {
        for (String name : names(objects.get(i))) {
          for (String text : Leaks.texts()) {
            ObjectNode copy = sample.deepCopy();
            objects(copy).get(i).put(name, text);
            lines.add(copy.toString());
          }
        }
      }
    }
    return lines;
  }

  private static List<ObjectNode> objects(JsonNode node) {
    List<ObjectNode> objects = new ArrayList<>();
    if (node instanceof ObjectNode object) {
      objects.add(object);
    }
    node.forEach(child -> objects.addAll(objects(child)));
    return objects;
  }

  private static List<String> names(ObjectNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
