package dev.pubwatch.schemas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.events.Verdict;
import java.io.IOException;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;

class AvroSerdesTest {
  /** Stands for a serialiser that is only on the class path at run time. */
  public static final class Recording implements Serializer<Verdict> {
    private boolean configuredForValues;

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
      configuredForValues = !isKey && configs.containsKey(AvroConfig.REGISTRY_URL);
    }

    @Override
    public byte[] serialize(String topic, Verdict data) {
      return new byte[0];
    }
  }

  @Test
  void oursByDefault() throws IOException {
    try (FakeRegistry registry = new FakeRegistry();
        var serde = AvroSerdes.serde(Verdict.class, registry.config())) {
      assertInstanceOf(RegistryAvroSerializer.class, serde.serializer());
      byte[] bytes = serde.serializer().serialize("t", Samples.verdict());
      assertEquals(Samples.verdict(), serde.deserializer().deserialize("t", bytes));
    }
  }

  @Test
  void anyClassByName() {
    Serializer<Verdict> named =
        AvroSerdes.serializer(
            Map.of(
                AvroConfig.REGISTRY_URL,
                "http://r",
                AvroConfig.SERIALIZER_CLASS,
                Recording.class.getName()));
    assertTrue(assertInstanceOf(Recording.class, named).configuredForValues);
  }

  @Test
  void aClassThatIsNotThereIsNamed() {
    Map<String, Object> config =
        Map.of(
            AvroConfig.DESERIALIZER_CLASS,
            "io.example.Missing",
            AvroConfig.REGISTRY_URL,
            "http://r");
    var fault =
        assertThrows(ConfigException.class, () -> AvroSerdes.deserializer(Verdict.class, config));
    assertTrue(String.valueOf(fault.getMessage()).contains("io.example.Missing"));
  }

  @Test
  void aClassOfAnotherKindIsRefused() {
    Map<String, Object> config =
        Map.of(AvroConfig.DESERIALIZER_CLASS, Recording.class, AvroConfig.REGISTRY_URL, "http://r");
    assertThrows(ConfigException.class, () -> AvroSerdes.deserializer(Verdict.class, config));
  }

  @Test
  void aRegistryMustBeNamed() {
    assertThrows(ConfigException.class, () -> AvroSerdes.serializer(Map.of()));
  }
}
