package dev.pubwatch.formats.custom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.Parser;
import dev.pubwatch.formats.CanonicalJson;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.Framing;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.formats.Parsed;
import dev.pubwatch.formats.Text;
import dev.pubwatch.formats.json.JsonFormat;
import dev.pubwatch.formats.json.RecordHash;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * {@code mapping:FILE.jslt}: any JSON lines, by a mapping in <a
 * href="https://github.com/schibsted/jslt">JSLT</a> that turns one record into a canonical event, a
 * list of them, or null for a record of no interest.
 *
 * <p>What the mapping leaves out is filled in: {@code event_id} is a hash of the record, {@code
 * source} the operator's or the mapping's name. A secret belongs under {@code credential.secret}:
 * it is hashed into {@code credential.id} and gone. What comes out is checked like any canonical
 * event, so that a mapping cannot write what another tool could not. It reads no files and knows
 * neither clock nor chance.
 */
public final class MappingFormat extends JsonFormat {
  /** What stands before the file's name. */
  public static final String PREFIX = "mapping:";

  private static final int MAX_FILE_BYTES = 1 << 20;
  private static final int MAX_EVENTS = 1_000;

  private final Expression mapping;
  private final String defaultSource;

  private MappingFormat(String name, Expression mapping, String defaultSource) {
    super(name, "JSON lines, by a mapping of your own", Framing.LINES);
    this.mapping = mapping;
    this.defaultSource = defaultSource;
  }

  /**
   * Reads and compiles a mapping.
   *
   * @throws IllegalArgumentException naming the file and what is wrong with it
   */
  public static MappingFormat of(String file) {
    try {
      Path path = Path.of(file);
      if (Files.size(path) > MAX_FILE_BYTES) {
        throw new IllegalArgumentException(
            file + ": a mapping has at most " + MAX_FILE_BYTES + " bytes");
      }
      String text = Files.readString(path, StandardCharsets.UTF_8);
      String name = String.valueOf(path.getFileName()).replaceFirst("\\.jslt$", "");
      return new MappingFormat(PREFIX + file, compile(file, text), name);
    } catch (IOException | InvalidPathException e) {
      throw new IllegalArgumentException(
          "%s: the mapping cannot be read (%s)".formatted(Text.show(file), e), e);
    }
  }

  private static Expression compile(String file, String text) {
    try {
      return new Parser(new StringReader(text))
          .withSource(file)
          .withFunctions(Impure.all())
          .withResourceResolver(
              imported -> {
                throw new JsltException("a mapping imports nothing, was to import " + imported);
              })
          .compile();
    } catch (JsltException | StackOverflowError e) {
      throw new IllegalArgumentException(file + ": no JSLT mapping: " + e.getMessage(), e);
    }
  }

  @Override
  protected Parsed map(ObjectNode record, FormatContext context) throws MalformedException {
    JsonNode mapped = apply(record);
    if (mapped.isNull()) {
      return Parsed.nothing();
    }
    if (!mapped.isArray()) {
      return Parsed.of(event(mapped, RecordHash.of(record), context));
    }
    if (mapped.size() > MAX_EVENTS) {
      throw new MalformedException(
          "the mapping gave %d events for one record, at most %d are read"
              .formatted(mapped.size(), MAX_EVENTS));
    }
    String hash = RecordHash.of(record);
    List<SpecificRecord> events = new ArrayList<>();
    for (JsonNode one : mapped) {
      events.add(event(one, hash + "#" + events.size(), context));
    }
    return new Parsed.Events(events);
  }

  /** A mapping may fail on a record in any way, or recurse without end: the record is rejected. */
  private JsonNode apply(ObjectNode record) throws MalformedException {
    try {
      return mapping.apply(record);
    } catch (StackOverflowError e) {
      throw new MalformedException("the mapping goes too deep on this record");
    } catch (RuntimeException e) {
      throw new MalformedException(
          "the mapping failed: " + Text.show(String.valueOf(e.getMessage())));
    }
  }

  private SpecificRecord event(JsonNode mapped, String id, FormatContext context)
      throws MalformedException {
    if (!(mapped instanceof ObjectNode object)) {
      throw new MalformedException(
          "the mapping must give an event, a list of events or null, gave "
              + Text.show(mapped.toString()));
    }
    ObjectNode event = object.deepCopy();
    if (!event.hasNonNull("event_id")) {
      event.put("event_id", defaultSource + ":" + id);
    }
    if (!event.hasNonNull("source")) {
      event.put("source", context.source() == null ? defaultSource : context.source());
    }
    hashSecret(event, context);
    SpecificRecord read = CanonicalJson.readEvent(event);
    Schema.Field ingestedAt = read.getSchema().getField("ingested_at");
    read.put(ingestedAt.pos(), context.ingestedAt());
    return read;
  }

  private static void hashSecret(ObjectNode event, FormatContext context)
      throws MalformedException {
    if (!(event.path("credential") instanceof ObjectNode credential)) {
      return;
    }
    JsonNode secret = credential.remove("secret");
    if (secret == null || secret.isNull()) {
      return;
    }
    if (!secret.isTextual()) {
      throw new MalformedException("credential.secret must be a string");
    }
    credential.put("id", context.hasher().hash(secret.textValue()));
  }
}
