package dev.pubwatch.formats;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.SegmentedStringWriter;
import com.fasterxml.jackson.core.util.BufferRecycler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Streams records out as canonical JSON, field by field as their schema has them. */
final class CanonicalWriter {
  static final String BASE64 = "base64:";

  /** The fast writer's shortest form of a double is the same on every Java version. */
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  private CanonicalWriter() {}

  /**
   * @param type value of the leading {@code type} field; empty for none
   */
  static String write(SpecificRecord record, String type) {
    BufferRecycler buffers = FACTORY._getBufferRecycler();
    try (SegmentedStringWriter out = new SegmentedStringWriter(buffers)) {
      try (JsonGenerator json = FACTORY.createGenerator(out)) {
        json.writeStartObject();
        if (!type.isEmpty()) {
          json.writeStringField("type", type);
        }
        writeFields(record, json);
        json.writeEndObject();
      }
      return out.getAndClear();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    } finally {
      buffers.releaseToPool();
    }
  }

  private static void writeFields(SpecificRecord record, JsonGenerator json) throws IOException {
    List<Schema.Field> fields = record.getSchema().getFields();
    for (int i = 0; i < fields.size(); i++) {
      json.writeFieldName(fields.get(i).name());
      writeValue(record.get(i), json);
    }
  }

  private static void writeValue(@Nullable Object value, JsonGenerator json) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof CharSequence || value instanceof Enum<?>) {
      json.writeString(value.toString());
    } else if (value instanceof Instant time) {
      json.writeString(Times.format(time));
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof Number number) {
      writeNumber(number, json);
    } else if (value instanceof ByteBuffer bytes) {
      json.writeString(text(bytes));
    } else {
      writeContainer(value, json);
    }
  }

  private static void writeNumber(Number number, JsonGenerator json) throws IOException {
    if (!(number instanceof Double)) {
      json.writeNumber(number.longValue());
    } else if (Double.isFinite(number.doubleValue())) {
      json.writeNumber(number.doubleValue());
    } else {
      String field = json.getOutputContext().getCurrentName();
      throw new IllegalArgumentException(field + " must be a finite number, was " + number);
    }
  }

  private static void writeContainer(Object value, JsonGenerator json) throws IOException {
    if (value instanceof SpecificRecord nested) {
      json.writeStartObject();
      writeFields(nested, json);
      json.writeEndObject();
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object element : list) {
        writeValue(element, json);
      }
      json.writeEndArray();
    } else if (value instanceof Map<?, ?> map) {
      writeMap(map, json);
    } else {
      throw new IllegalArgumentException("no JSON form for " + value.getClass().getName());
    }
  }

  private static void writeMap(Map<?, ?> map, JsonGenerator json) throws IOException {
    json.writeStartObject();
    for (Map.Entry<?, ?> entry : new TreeMap<>(map).entrySet()) {
      json.writeFieldName(String.valueOf(entry.getKey()));
      writeValue(entry.getValue(), json);
    }
    json.writeEndObject();
  }

  private static String text(ByteBuffer bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate()).toString();
      if (!text.startsWith(BASE64)) {
        return text;
      }
    } catch (CharacterCodingException e) {
      // Not text: falls through to base64.
    }
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    return BASE64 + Base64.getEncoder().encodeToString(copy);
  }
}
