package dev.pubwatch.schemas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What was released once is read for ever. {@code released/<version>} holds, for each topic's
 * record, its schema ({@code .avsc}), a record of it in Avro binary ({@code .bin}) and what that
 * record says ({@code .json}).
 */
class ReleasedSchemasTest {
  private static final Path FOLDER = Path.of("src/test/resources/released");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ADVICE =
      """
      %s is not the schema last released (%s).
      If the change is meant: it may add fields with defaults and enum symbols, nothing else.
      1. Say in CHANGELOG.md what changed.
      2. Where %<s was published, never touch its files. Record the next version:
           mvn -pl event-schemas test -Dtest=ReleasedSchemasTest -Dpubwatch.release=<next version>
         Where it is still in the making, record it again under its own number.
      3. Commit the new files with the schema.
      """;

  record Release(String version, TopicSchema topic) {
    Path file(String suffix) {
      return FOLDER.resolve(version).resolve(topic.type().getSimpleName() + suffix);
    }

    Schema schema() throws IOException {
      return new Schema.Parser().parse(Files.readString(file(".avsc")));
    }

    @Override
    public String toString() {
      return topic.type().getSimpleName() + " of " + version;
    }
  }

  static Stream<Release> releases() throws IOException {
    return versions().stream()
        .flatMap(
            version -> ContractSchemas.all().stream().map(topic -> new Release(version, topic)))
        .filter(release -> Files.exists(release.file(".avsc")));
  }

  static List<TopicSchema> topics() {
    return ContractSchemas.all();
  }

  @ParameterizedTest
  @MethodSource("releases")
  void aReleasedRecordIsReadWithItsValues(Release release) throws IOException {
    byte[] body = Files.readAllBytes(release.file(".bin"));
    SpecificRecord read =
        RecordTypes.reader(release.schema(), release.topic().type())
            .read(null, DecoderFactory.get().binaryDecoder(body, null));
    assertNotNull(read);
    JsonNode expected = JSON.readTree(Files.readString(release.file(".json")));
    assertHolds(expected, JSON.readTree(read.toString()), release.toString());
  }

  @ParameterizedTest
  @MethodSource("releases")
  void todaysSchemaMayFollowEveryReleasedOne(Release release) throws IOException {
    TopicSchema today = release.topic();
    assertEquals(
        List.of(), today.compatibility().violations(today.schema(), List.of(release.schema())));
  }

  @ParameterizedTest
  @MethodSource("topics")
  void todaysSchemaIsTheOneReleasedLast(TopicSchema topic) throws IOException {
    List<Release> releases = releases().filter(r -> r.topic().equals(topic)).toList();
    assertTrue(!releases.isEmpty(), topic.topic() + " has no released schema");
    Release last = releases.get(releases.size() - 1);
    assertEquals(
        pretty(last.schema().toString()),
        pretty(topic.schema().toString()),
        () -> ADVICE.formatted(topic.type().getSimpleName(), last.version()));
  }

  /** Writes the files of a release first, when told to; see the advice above. */
  @BeforeAll
  static void record() throws IOException {
    String version = System.getProperty("pubwatch.release", "");
    if (version.isEmpty()) {
      return;
    }
    for (int i = 0; i < topics().size(); i++) {
      Release release = new Release(version, topics().get(i));
      SpecificRecord sample = Samples.all().get(i);
      Files.createDirectories(release.file("").getParent());
      Files.writeString(release.file(".avsc"), pretty(release.topic().schema().toString()));
      Files.write(release.file(".bin"), Encoded.body(sample));
      Files.writeString(release.file(".json"), pretty(sample.toString()));
    }
  }

  private static String pretty(String json) throws IOException {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.readTree(json)) + "\n";
  }

  private static List<String> versions() throws IOException {
    try (Stream<Path> folders = Files.list(FOLDER)) {
      return folders
          .map(folder -> folder.getFileName().toString())
          .sorted(Comparator.comparing(ReleasedSchemasTest::sortKey))
          .toList();
    }
  }

  private static String sortKey(String version) {
    StringBuilder key = new StringBuilder();
    for (String part : version.split("\\.", -1)) {
      key.append("%08d".formatted(Integer.parseInt(part)));
    }
    return key.toString();
  }

  /** Every value of {@code expected} is in {@code actual}, which may hold more. */
  private static void assertHolds(JsonNode expected, JsonNode actual, String where) {
    if (expected.isObject()) {
      for (var field : expected.properties()) {
        assertTrue(actual.has(field.getKey()), where + " lacks " + field.getKey());
        assertHolds(field.getValue(), actual.get(field.getKey()), where + "." + field.getKey());
      }
    } else if (expected.isArray()) {
      assertEquals(expected.size(), actual.size(), where);
      List<JsonNode> items = new ArrayList<>();
      actual.forEach(items::add);
      for (int i = 0; i < items.size(); i++) {
        assertHolds(expected.get(i), items.get(i), where + "[" + i + "]");
      }
    } else {
      assertEquals(expected, actual, where);
    }
  }
}
