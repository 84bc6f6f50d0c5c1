package dev.pubwatch.schemas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.events.CiEvent;
import dev.pubwatch.events.PublishEvent;
import dev.pubwatch.events.TokenEvent;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContractSchemasTest {
  static List<TopicSchema> topics() {
    return ContractSchemas.all();
  }

  @Test
  void everyTopicHasItsSchema() {
    assertEquals(Topics.ALL, topics().stream().map(TopicSchema::topic).toList());
    assertEquals("pubwatch.alerts-value", ContractSchemas.forTopic(Topics.ALERTS).subject());
    assertThrows(IllegalArgumentException.class, () -> ContractSchemas.forTopic("nope"));
  }

  @Test
  void alertsAreReadByOldAndNewAlike() {
    for (TopicSchema topic : topics()) {
      assertEquals(
          topic.topic().equals(Topics.ALERTS)
              ? Compatibility.FULL_TRANSITIVE
              : Compatibility.BACKWARD,
          topic.compatibility(),
          topic.topic());
    }
  }

  @ParameterizedTest
  @MethodSource("topics")
  void everythingIsDocumented(TopicSchema topic) {
    requireDocs(topic.schema(), topic.topic(), new HashSet<>());
  }

  /** Events differ in topic and key alone, so that one reader serves all three. */
  @Test
  void eventsHaveTheSameFields() {
    assertEquals(fields(PublishEvent.getClassSchema()), fields(TokenEvent.getClassSchema()));
    assertEquals(fields(PublishEvent.getClassSchema()), fields(CiEvent.getClassSchema()));
  }

  @Test
  void setupRegistersEverySubjectAndMayBeRepeated() throws IOException {
    try (FakeRegistry registry = new FakeRegistry()) {
      List<SubjectSetup.Registered> first = SubjectSetup.register(registry.url());
      assertEquals(
          topics().stream().map(TopicSchema::subject).toList(),
          first.stream().map(SubjectSetup.Registered::subject).toList());
      assertEquals("FULL_TRANSITIVE", registry.levels.get("pubwatch.alerts-value"));
      assertEquals("BACKWARD", registry.levels.get("pubwatch.rejects-value"));

      registry.requests.clear();
      assertEquals(first, SubjectSetup.register(registry.url()));
      assertTrue(registry.requests.stream().noneMatch(r -> r.startsWith("PUT")));
    }
  }

  @Test
  void setupSetsLevelsWhereThatNeedsASchemaFirst() throws IOException {
    try (FakeRegistry registry = new FakeRegistry()) {
      registry.levelsNeedSubjects = true;
      SubjectSetup.register(registry.url());
      assertEquals(topics().size(), registry.levels.size());
      assertEquals("FULL_TRANSITIVE", registry.levels.get("pubwatch.alerts-value"));
    }
  }

  private static List<String> fields(Schema schema) {
    return schema.getFields().stream()
        .map(f -> "%s %s %s %s".formatted(f.name(), f.schema(), f.doc(), f.hasDefaultValue()))
        .toList();
  }

  private static void requireDocs(Schema schema, String where, Set<String> seen) {
    switch (schema.getType()) {
      case RECORD -> {
        if (seen.add(schema.getFullName())) {
          requireDoc(schema.getDoc(), where);
          for (Schema.Field field : schema.getFields()) {
            requireDoc(field.doc(), where + "." + field.name());
            requireDocs(field.schema(), where + "." + field.name(), seen);
          }
        }
      }
      case ENUM -> requireDoc(schema.getDoc(), where);
      case ARRAY -> requireDocs(schema.getElementType(), where + "[]", seen);
      case MAP -> requireDocs(schema.getValueType(), where + "{}", seen);
      case UNION -> schema.getTypes().forEach(type -> requireDocs(type, where, seen));
      default -> {}
    }
  }

  private static void requireDoc(String doc, String where) {
    assertTrue(doc != null && !doc.isBlank(), where + " must have a doc");
  }
}
