package dev.pubwatch.cli.stack.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.formats.Actions;
import dev.pubwatch.formats.CanonicalJson;
import dev.pubwatch.formats.MalformedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScenarioTest {
  private final Scenario scenario = Scenario.generate(Scenario.SEED);

  @TempDir private Path temp = Path.of("");

  @Test
  void isTheSameForASeed() {
    assertEquals(scenario, Scenario.generate(Scenario.SEED));
    assertNotEquals(scenario.events(), Scenario.generate(Scenario.SEED + 1).events());
  }

  @Test
  void isInOrderWithIdsOfItsOwn() {
    Set<String> ids = new HashSet<>();
    Instant last = Instant.MIN;
    for (SpecificRecord event : scenario.events()) {
      Instant time = (Instant) value(event, "time");
      assertFalse(time.isBefore(last));
      assertTrue(ids.add(id(event)), () -> id(event));
      last = time;
    }
    assertTrue(ids.size() > 8_000, () -> ids.size() + " events");
  }

  @Test
  void everyLabelledEventIsThere() {
    Set<String> ids = new HashSet<>();
    scenario.events().forEach(event -> ids.add(id(event)));
    assertEquals(4, scenario.incidents().size());
    for (Incident incident : scenario.incidents()) {
      assertFalse(incident.eventIds().isEmpty());
      assertTrue(ids.containsAll(incident.eventIds()), incident::name);
    }
  }

  @Test
  void staysInsideTheContract() throws MalformedException {
    for (SpecificRecord event : scenario.events()) {
      assertTrue(Actions.isAllowed(String.valueOf(value(event, "action"))));
      assertEquals(event, CanonicalJson.readEvent(CanonicalJson.write(event)));
    }
  }

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    Scenario.Written written = scenario.write(temp.resolve("scenario"));
    assertEquals(scenario.incidents(), Scenario.labels(written.labels()));
    try (var lines = Files.lines(written.events())) {
      assertEquals(scenario.events().size(), lines.count());
    }
    try (var left = Files.list(temp)) {
      assertEquals(List.of(temp.resolve("scenario")), left.toList());
    }
  }

  private static String id(SpecificRecord event) {
    return String.valueOf(value(event, "event_id"));
  }

  private static Object value(SpecificRecord event, String field) {
    return event.get(event.getSchema().getField(field).pos());
  }
}
