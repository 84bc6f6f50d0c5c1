package dev.pubwatch.job.types;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.core.EventKind;
import dev.pubwatch.core.Score;
import java.io.IOException;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CodecSerializerTest {
  private static final CodecRef<Long> REF = new CodecRef<>(VersionedCodecs.class, "number");

  @AfterEach
  void today() {
    VersionedCodecs.current = 2;
  }

  private static <T> T roundTrip(TypeSerializer<T> writer, TypeSerializer<T> reader, T value)
      throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    writer.serialize(value, out);
    return reader.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
  }

  private static <T> TypeSerializerSnapshot<T> throughCheckpoint(TypeSerializer<T> serializer)
      throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
    return TypeSerializerSnapshot.readVersionedSnapshot(
        new DataInputDeserializer(out.getCopyOfBuffer()),
        CodecSerializerTest.class.getClassLoader());
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    TypeSerializer<Score> scores = Types.SCORE.createSerializer(new SerializerConfigImpl());
    Score score = new Score("e", null, "1.0", 5, EventKind.PUBLISH, "release:publish", 2.5);
    assertEquals(score, roundTrip(scores, scores.duplicate(), score));
    assertEquals(score, scores.copy(score));
    assertEquals(scores, scores.duplicate());
  }

  @Test
  void anOlderVersionIsReadAsItWasWritten() throws IOException {
    VersionedCodecs.current = 1;
    TypeSerializer<Long> old = new CodecSerializer<>(REF);
    TypeSerializerSnapshot<Long> snapshot = throughCheckpoint(old);
    DataOutputSerializer out = new DataOutputSerializer(8);
    old.serialize(21L, out);
    VersionedCodecs.current = 2;
    TypeSerializer<Long> restored = snapshot.restoreSerializer();
    assertEquals(
        21L, restored.deserialize(new DataInputDeserializer(out.getCopyOfBuffer())).longValue());
    var today = new CodecSerializer<>(REF).snapshotConfiguration();
    assertTrue(today.resolveSchemaCompatibility(snapshot).isCompatibleAfterMigration());
  }

  @Test
  void theSameVersionIsCompatibleAndANewerOneRefused() throws IOException {
    TypeSerializerSnapshot<Long> two = throughCheckpoint(new CodecSerializer<>(REF));
    assertTrue(
        new CodecSerializer<>(REF)
            .snapshotConfiguration()
            .resolveSchemaCompatibility(two)
            .isCompatibleAsIs());
    VersionedCodecs.current = 1;
    assertTrue(
        new CodecSerializer<>(REF)
            .snapshotConfiguration()
            .resolveSchemaCompatibility(two)
            .isIncompatible());
  }

  @Test
  void anotherCodecIsIncompatible() throws IOException {
    TypeSerializerSnapshot<Long> other =
        throughCheckpoint(new CodecSerializer<Long>(new CodecRef<>(VersionedCodecs.class, "x")));
    assertTrue(
        new CodecSerializer<>(REF)
            .snapshotConfiguration()
            .resolveSchemaCompatibility(other)
            .isIncompatible());
  }
}
