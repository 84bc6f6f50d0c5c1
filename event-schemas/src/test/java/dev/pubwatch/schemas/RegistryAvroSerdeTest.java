package dev.pubwatch.schemas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.events.Alert;
import dev.pubwatch.events.CredentialKind;
import dev.pubwatch.events.Exposure;
import dev.pubwatch.events.PublishEvent;
import dev.pubwatch.events.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegistryAvroSerdeTest {
  private FakeRegistry registry;

  @BeforeEach
  void start() throws IOException {
    registry = new FakeRegistry();
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void everyRecordComesBackAsItWas() {
    try (var serializer = serializer();
        var deserializer = deserializer()) {
      List<SpecificRecord> samples = Samples.all();
      for (int i = 0; i < samples.size(); i++) {
        String topic = Topics.ALL.get(i);
        byte[] bytes = serializer.serialize(topic, samples.get(i));
        assertEquals(samples.get(i), deserializer.deserialize(topic, bytes), topic);
      }
    }
  }

  @Test
  void nullIsATombstoneBothWays() {
    assertNull(serializer().serialize(Topics.ALERTS, null));
    assertNull(deserializer().deserialize(Topics.ALERTS, null));
  }

  @Test
  void aMessageIsMagicThenIdThenBody() {
    registry.add("other", Schema.create(Schema.Type.STRING));
    byte[] bytes = serializer().serialize(Topics.VERDICTS, Samples.verdict());
    assertNotNull(bytes);
    assertArrayEquals(new byte[] {0, 0, 0, 0, 2}, Arrays.copyOf(bytes, 5));
  }

  @Test
  void registersOnceForEachSubject() {
    var serializer = serializer();
    for (String topic : new String[] {"a", "b", "a", "b", "a"}) {
      assertNotNull(serializer.serialize(topic, Samples.verdict()));
    }
    assertEquals(
        List.of("POST /subjects/a-value/versions", "POST /subjects/b-value/versions"),
        registry.requests);
  }

  @Test
  void keysHaveASubjectOfTheirOwn() {
    var serializer = new RegistryAvroSerializer<Verdict>();
    serializer.configure(registry.config(), true);
    assertNotNull(serializer.serialize("a b", Samples.verdict()));
    assertEquals(List.of("POST /subjects/a b-key/versions"), registry.requests);
  }

  @Test
  void withoutAutoRegistrationTheSchemaMustExist() {
    var serializer = serializer(AvroConfig.AUTO_REGISTER, "false");
    var refused =
        assertThrows(
            SerializationException.class,
            () -> serializer.serialize(Topics.ALERTS, Samples.alert()));
    assertTrue(
        String.valueOf(refused.getMessage()).contains("40403 Schema not found"),
        refused.getMessage());

    registry.add(Topics.ALERTS + "-value", Alert.getClassSchema());
    assertNotNull(serializer.serialize(Topics.ALERTS, Samples.alert()));
  }

  @Test
  void anOlderWriterIsRead() throws IOException {
    Schema old =
        new Schema.Parser()
            .parse(
                "{'type':'record','name':'Exposure','namespace':'dev.pubwatch.events','fields':[{'name':'exposure_id','type':'string'},{'name':'credential_id','type':'string'},{'name':'reported_at','type':{'type':'long','logicalType':'timestamp-millis'}},{'name':'source','type':'string'}]}"
                    .replace('\'', '"'));
    GenericRecord written =
        new GenericRecordBuilder(old)
            .set("exposure_id", "e")
            .set("credential_id", "c")
            .set("reported_at", 5L)
            .set("source", "s")
            .build();
    Exposure read = (Exposure) deserializer().deserialize("t", message(written));
    assertNotNull(read);
    assertEquals("c", read.getCredentialId());
    assertEquals(5L, read.getReportedAt().toEpochMilli());
    assertEquals(CredentialKind.unknown, read.getCredentialKind());
    assertNull(read.getNote());
  }

  @Test
  void aNewerWritersFieldsAndSymbolsAreReadAsFarAsKnown() throws IOException {
    String today = Verdict.getClassSchema().toString();
    Schema newer =
        new Schema.Parser()
            .parse(
                today
                    .replace("\"withdrawn\"", "\"withdrawn\",\"deferred\"")
                    .replaceFirst(
                        "\"fields\":\\[", "\"fields\":[{\"name\":\"added\",\"type\":\"string\"},"));
    GenericRecord written = new GenericData.Record(newer);
    written.put("added", "new");
    written.put("alert_id", "a1");
    written.put(
        "verdict", new GenericData.EnumSymbol(newer.getField("verdict").schema(), "deferred"));
    written.put("time", 7L);
    written.put("subjects", List.of());
    written.put("events", List.of());
    Verdict read = (Verdict) deserializer().deserialize("t", message(written));
    assertNotNull(read);
    assertEquals("a1", read.getAlertId());
    assertEquals("unknown", read.getVerdict().name());
    assertEquals(7L, read.getTime().toEpochMilli());
  }

  @Test
  void onlyTheContractsRecordsAreRead() throws IOException {
    Schema foreign =
        new Schema.Parser()
            .parse("{\"type\":\"record\",\"name\":\"java.lang.Runtime\",\"fields\":[]}");
    byte[] message = message(new GenericData.Record(foreign));
    refused(message, "was java.lang.Runtime");
  }

  @Test
  void theClassToReadAsCanBeNamed() throws IOException {
    Schema renamed =
        new Schema.Parser()
            .parse(
                Verdict.getClassSchema().toString().replaceFirst("\"Verdict\"", "\"Judgement\""));
    GenericRecord written = new GenericData.Record(renamed);
    written.put("alert_id", "a1");
    written.put(
        "verdict", new GenericData.EnumSymbol(renamed.getField("verdict").schema(), "benign"));
    written.put("time", 7L);
    written.put("subjects", List.of());
    written.put("events", List.of());
    var deserializer = new RegistryAvroDeserializer<Verdict>();
    deserializer.configure(registry.config(AvroConfig.VALUE_TYPE, Verdict.class.getName()), false);
    Verdict read = deserializer.deserialize("t", message(written));
    assertNotNull(read);
    assertEquals("a1", read.getAlertId());
  }

  @Test
  void whatIsNoMessageIsRefusedByTopicAndReason() {
    byte[] good = serializer().serialize("t", Samples.verdict());
    assertNotNull(good);
    refused(new byte[0], "topic t: message must hold at least 5 bytes");
    refused(
        "{\"json\":1}".getBytes(java.nio.charset.StandardCharsets.UTF_8), "must start with byte 0");
    refused(Arrays.copyOf(good, good.length - 1), "are no record of schema 1");
    refused(Arrays.copyOf(good, good.length + 1), "ends before its message");
    refused(new byte[] {0, 0, 0, 0, 9, 1}, "40403");
    refused(new byte[] {0, 0, 0, 0, 1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1}, "no record");
  }

  @Test
  void decodesIntoTheSameRecord() {
    var decoder = WireDecoder.of(PublishEvent.class, registry.config());
    byte[] bytes = serializer().serialize(Topics.PUBLISH_EVENTS, Samples.publish());
    assertNotNull(bytes);
    PublishEvent reused = new PublishEvent();
    assertSame(reused, decoder.decode(bytes, reused));
    assertEquals(Samples.publish(), reused);
    assertEquals(Samples.publish(), decoder.decode(bytes, null));
    assertEquals(1, registry.requests.stream().filter(r -> r.startsWith("GET")).count());
  }

  @Test
  void genericRecordsAreNotOnOffer() {
    var deserializer = new RegistryAvroDeserializer<Verdict>();
    Map<String, Object> config = registry.config(AvroConfig.SPECIFIC_READER, "false");
    assertThrows(ConfigException.class, () -> deserializer.configure(config, false));
  }

  @Test
  void useBeforeConfigurationIsAClearError() {
    assertThrows(
        IllegalStateException.class,
        () -> new RegistryAvroSerializer<Verdict>().serialize("t", Samples.verdict()));
    assertThrows(
        IllegalStateException.class,
        () -> new RegistryAvroDeserializer<Verdict>().deserialize("t", new byte[5]));
  }

  private void refused(byte[] message, String why) {
    var refused =
        assertThrows(SerializationException.class, () -> deserializer().deserialize("t", message));
    assertTrue(String.valueOf(refused.getMessage()).contains(why), refused.getMessage());
  }

  private RegistryAvroSerializer<SpecificRecord> serializer(Object... config) {
    var serializer = new RegistryAvroSerializer<SpecificRecord>();
    serializer.configure(registry.config(config), false);
    return serializer;
  }

  private RegistryAvroDeserializer<SpecificRecord> deserializer() {
    var deserializer = new RegistryAvroDeserializer<SpecificRecord>();
    deserializer.configure(registry.config(), false);
    return deserializer;
  }

  private byte[] message(GenericRecord record) throws IOException {
    int id = registry.add("t-value", record.getSchema());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(WireFormat.header(id));
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
    return out.toByteArray();
  }
}
