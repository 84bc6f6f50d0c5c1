package dev.pubwatch.cli.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.events.Actor;
import dev.pubwatch.events.ActorKind;
import dev.pubwatch.events.Alert;
import dev.pubwatch.events.AlertKind;
import dev.pubwatch.events.AlertStatus;
import dev.pubwatch.events.PublishEvent;
import dev.pubwatch.events.Severity;
import dev.pubwatch.events.Signal;
import dev.pubwatch.schemas.AvroConfig;
import dev.pubwatch.schemas.AvroSerdes;
import dev.pubwatch.schemas.AvroTrust;
import dev.pubwatch.schemas.SubjectSetup;
import dev.pubwatch.schemas.Topics;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * Confluent's own serialiser, deserialiser and client, from the jar that the system property {@code
 * confluent.avro.jar} names, against our registry and our serialisers.
 */
@EnabledIf(
    value = "jarIsThere",
    disabledReason = "needs Confluent's serialisers: -Dconfluent.avro.jar=<jar>")
class ConfluentInteropTest {
  private static final String SERIALIZER = "io.confluent.kafka.serializers.KafkaAvroSerializer";
  private static final String DESERIALIZER = "io.confluent.kafka.serializers.KafkaAvroDeserializer";
  private static final String CLIENT =
      "io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient";

  @TempDir private static Path folder;
  private static TestBroker broker;
  private static SchemaRegistryServer registry;
  private static URLClassLoader confluent;
  private static ClassLoader before;

  static boolean jarIsThere() {
    return Files.isRegularFile(jar());
  }

  private static Path jar() {
    return Path.of(System.getProperty("confluent.avro.jar", ""));
  }

  @BeforeAll
  static void start() throws Exception {
    AvroTrust.init();
    before = Thread.currentThread().getContextClassLoader();
    confluent = new URLClassLoader(new URL[] {jar().toUri().toURL()}, before);
    Thread.currentThread().setContextClassLoader(confluent);
    broker = new TestBroker(folder);
    registry = SchemaRegistryServer.start(broker.bootstrapServers(), 0);
  }

  @AfterAll
  static void stop() throws Exception {
    Thread.currentThread().setContextClassLoader(before);
    registry.close();
    broker.close();
    confluent.close();
  }

  @Test
  void eachReadsWhatTheOtherWroteAndTheBytesAreTheSame() {
    roundTrip(Topics.PUBLISH_EVENTS, PublishEvent.class, publish());
    roundTrip(Topics.ALERTS, Alert.class, alert());
  }

  @Test
  void confluentsSerialiserFindsWhatSubjectSetupRegistered() {
    SubjectSetup.register(registry.url());
    try (Serde<Alert> theirs = theirs(Alert.class, AvroConfig.AUTO_REGISTER, "false")) {
      byte[] bytes = theirs.serializer().serialize(Topics.ALERTS, alert());
      assertEquals(alert(), theirs.deserializer().deserialize(Topics.ALERTS, bytes));
    }
  }

  @Test
  void confluentsClientRegistersAndLooksUp() throws Exception {
    Object client = client();
    Schema schema = SchemaBuilder.record("R").namespace("n").fields().endRecord();
    Object parsed = parsed(schema);
    Object id = call(client, "register", "client-value", parsed);
    assertEquals(id, call(client, "getId", "client-value", parsed));
    assertEquals(1, call(client, "getVersion", "client-value", parsed));
    assertEquals(List.of(1), call(client, "getAllVersions", "client-value"));
    assertTrue(((Collection<?>) call(client, "getAllSubjects")).contains("client-value"));
    Object latest = call(client, "getLatestSchemaMetadata", "client-value");
    assertEquals(id, call(latest, "getId"));
    assertEquals(schema.toString(), call(latest, "getSchema"));
    assertEquals(
        schema, call(call(client(), "getSchemaBySubjectAndId", "client-value", id), "rawSchema"));
    assertTrue(((Collection<?>) call(client, "getAllSubjectsById", id)).contains("client-value"));
  }

  @Test
  void confluentsClientSeesItsErrors() throws Exception {
    Object client = client();
    Schema first = SchemaBuilder.record("R").fields().endRecord();
    Schema required = SchemaBuilder.record("R").fields().requiredInt("a").endRecord();
    call(client, "register", "strict-value", parsed(first));
    assertEquals(false, call(client, "testCompatibility", "strict-value", parsed(required)));
    assertFalse(
        ((Collection<?>) call(client, "testCompatibilityVerbose", "strict-value", parsed(required)))
            .isEmpty());
    assertEquals(409, errorCode(client, "register", "strict-value", parsed(required)));
    assertEquals(40403, errorCode(client, "getSchemaById", 4711));
    assertEquals(40403, errorCode(client, "getVersion", "strict-value", parsed(required)));
    assertEquals(40401, errorCode(client, "getAllVersions", "nobody-value"));
    assertEquals(40402, errorCode(client, "getSchemaMetadata", "strict-value", 9));
  }

  @Test
  void confluentsClientConfiguresAndDeletes() throws Exception {
    Object client = client();
    Object parsed = parsed(SchemaBuilder.record("D").fields().endRecord());
    call(client, "register", "gone-value", parsed);
    assertEquals("FULL", call(client, "updateCompatibility", "gone-value", "FULL"));
    assertEquals("FULL", call(client, "getCompatibility", "gone-value"));
    assertEquals("READWRITE", call(client, "getMode"));
    assertEquals(List.of(1), call(client, "deleteSubject", "gone-value"));
    assertEquals(40401, errorCode(client, "getLatestSchemaMetadata", "gone-value"));
    assertEquals(List.of(1), call(client, "deleteSubject", "gone-value", true));
  }

  private static <T extends SpecificRecord> void roundTrip(String topic, Class<T> type, T record) {
    try (Serde<T> ours = AvroSerdes.serde(type, config());
        Serde<T> theirs = theirs(type)) {
      byte[] fromUs = ours.serializer().serialize(topic, record);
      byte[] fromThem = theirs.serializer().serialize(topic, record);
      assertArrayEquals(fromThem, fromUs);
      assertEquals(record, ours.deserializer().deserialize(topic, fromThem));
      assertEquals(record, theirs.deserializer().deserialize(topic, fromUs));
    }
  }

  private static <T extends SpecificRecord> Serde<T> theirs(Class<T> type, String... more) {
    Map<String, Object> config = config();
    config.put(AvroConfig.SERIALIZER_CLASS, SERIALIZER);
    config.put(AvroConfig.DESERIALIZER_CLASS, DESERIALIZER);
    for (int i = 0; i < more.length; i += 2) {
      config.put(more[i], more[i + 1]);
    }
    Serde<T> serde = AvroSerdes.serde(type, config);
    assertEquals(SERIALIZER, serde.serializer().getClass().getName());
    assertEquals(DESERIALIZER, serde.deserializer().getClass().getName());
    return serde;
  }

  private static Map<String, Object> config() {
    return new HashMap<>(Map.of(AvroConfig.REGISTRY_URL, registry.url()));
  }

  private static Object client() throws ReflectiveOperationException {
    return confluent
        .loadClass(CLIENT)
        .getConstructor(String.class, int.class)
        .newInstance(registry.url(), 100);
  }

  private static Object parsed(Schema schema) throws ReflectiveOperationException {
    return confluent
        .loadClass("io.confluent.kafka.schemaregistry.avro.AvroSchema")
        .getConstructor(Schema.class)
        .newInstance(schema);
  }

  private static int errorCode(Object client, String method, Object... args) {
    Exception error = assertThrows(Exception.class, () -> call(client, method, args));
    try {
      return assertInstanceOf(Integer.class, call(error, "getErrorCode"));
    } catch (Exception e) {
      throw new AssertionError("no error of the registry's", error);
    }
  }

  /** Calls the public method of that name whose parameters take these arguments. */
  private static Object call(Object target, String name, Object... args) throws Exception {
    for (var method : target.getClass().getMethods()) {
      if (method.getName().equals(name) && takes(method.getParameterTypes(), args)) {
        try {
          return method.invoke(target, args);
        } catch (InvocationTargetException e) {
          throw e.getCause() instanceof Exception cause ? cause : e;
        }
      }
    }
    throw new NoSuchMethodException(target.getClass() + "." + name + List.of(args));
  }

  private static boolean takes(Class<?>[] types, Object[] args) {
    if (types.length != args.length) {
      return false;
    }
    for (int i = 0; i < types.length; i++) {
      Class<?> type =
          types[i] == int.class
              ? Integer.class
              : types[i] == boolean.class ? Boolean.class : types[i];
      if (!type.isInstance(args[i]) || type == Object.class) {
        return false;
      }
    }
    return true;
  }

  private static PublishEvent publish() {
    return PublishEvent.newBuilder()
        .setEventId("npm:left-pad@1.3.0")
        .setSource("npm")
        .setTime(Instant.parse("2026-03-04T05:06:07.089Z"))
        .setAction("release:publish")
        .setProject("pkg:npm/left-pad")
        .setActor(new Actor("stevemao", ActorKind.user))
        .setAttributes(Map.of("dist-tag", "latest"))
        .build();
  }

  private static Alert alert() {
    Instant time = Instant.parse("2026-03-04T05:06:07.089Z");
    return Alert.newBuilder()
        .setAlertId("a1")
        .setRevision(1)
        .setStatus(AlertStatus.open)
        .setKind(AlertKind.anomaly)
        .setSeverity(Severity.high)
        .setTitle("first publish by a new maintainer")
        .setSummary("Ask the owner.")
        .setScoreBits(14.5)
        .setPValue(4.3e-5)
        .setExpectedPerDay(0.25)
        .setDetectedAt(time)
        .setFirstEventAt(time)
        .setLastEventAt(time)
        .setSignals(List.of(new Signal("publisher_new", "mallory", "stevemao", 1e-4, 13.3, 42L)))
        .build();
  }
}
