package dev.pubwatch.schemas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompatibilityTest {
  private static final Schema NO_FIELD = SchemaBuilder.record("R").fields().endRecord();
  private static final Schema REQUIRED =
      SchemaBuilder.record("R").fields().requiredInt("a").endRecord();
  private static final Schema DEFAULTED =
      SchemaBuilder.record("R").fields().name("a").type().intType().intDefault(0).endRecord();

  @ParameterizedTest
  @CsvSource({
    // level, adding a required field, removing one, adding one with a default
    "NONE, true, true, true",
    "BACKWARD, false, true, true",
    "FORWARD, true, false, true",
    "FULL, false, false, true",
    "BACKWARD_TRANSITIVE, false, true, true",
    "FORWARD_TRANSITIVE, true, false, true",
    "FULL_TRANSITIVE, false, false, true",
  })
  void whatMayFollowWhat(
      Compatibility level, boolean addRequired, boolean removeRequired, boolean addDefaulted) {
    assertEquals(addRequired, level.violations(REQUIRED, List.of(NO_FIELD)).isEmpty());
    assertEquals(removeRequired, level.violations(NO_FIELD, List.of(REQUIRED)).isEmpty());
    assertEquals(addDefaulted, level.violations(DEFAULTED, List.of(NO_FIELD)).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"BACKWARD, true", "BACKWARD_TRANSITIVE, false"})
  void onlyTransitiveLevelsLookPastTheLast(Compatibility level, boolean allowed) {
    List<Schema> history = List.of(NO_FIELD, DEFAULTED);
    assertEquals(allowed, level.violations(REQUIRED, history).isEmpty());
  }

  @Test
  void aFaultSaysWhatAndWhere() {
    String fault = Compatibility.BACKWARD.violations(REQUIRED, List.of(NO_FIELD)).get(0);
    assertTrue(fault.contains("READER_FIELD_MISSING_DEFAULT_VALUE at /fields/0"), fault);
  }

  @Test
  void aFirstSchemaIsAlwaysWelcome() {
    assertTrue(Compatibility.FULL_TRANSITIVE.violations(REQUIRED, List.of()).isEmpty());
  }
}
