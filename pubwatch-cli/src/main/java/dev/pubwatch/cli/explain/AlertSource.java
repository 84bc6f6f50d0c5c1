package dev.pubwatch.cli.explain;

import dev.pubwatch.cli.CommandFailure;
import dev.pubwatch.cli.registry.SchemaTexts;
import dev.pubwatch.cli.replay.AlertFile;
import dev.pubwatch.cli.stack.InstallationFiles;
import dev.pubwatch.events.Alert;
import dev.pubwatch.events.Verdict;
import dev.pubwatch.formats.CanonicalJson;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.schemas.Topics;
import dev.pubwatch.schemas.WireDecoder;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Where alerts are: each revision of each, oldest first. */
public interface AlertSource {

  /** For a person. */
  String name();

  void read(Consumer<Alert> alerts) throws IOException;

  /** What analysts said of them, in the order in which it was said. */
  void readVerdicts(Consumer<Verdict> verdicts) throws IOException;

  /**
   * The JSON lines of a replay.
   *
   * @param verdicts what was said of them, null for nothing
   */
  record Lines(Path file, @Nullable Path verdicts) implements AlertSource {
    /** Of which nothing was said. */
    public Lines(Path file) {
      this(file, null);
    }

    @Override
    public String name() {
      return file.toString();
    }

    @Override
    public void read(Consumer<Alert> alerts) throws IOException {
      try (AlertFile lines = new AlertFile(file)) {
        for (Alert alert = lines.next(); alert != null; alert = lines.next()) {
          alerts.accept(alert);
        }
      }
    }

    @Override
    public void readVerdicts(Consumer<Verdict> taker) throws IOException {
      if (verdicts == null) {
        return;
      }
      try (BufferedReader lines = Files.newBufferedReader(verdicts)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          taker.accept(CanonicalJson.read(Verdict.class, line));
        }
      } catch (MalformedException e) {
        throw new IOException(verdicts + ": is not a file of verdicts: " + e.getMessage(), e);
      }
    }
  }

  /** The topics of a data folder, read from the broker's files. */
  record Installation(Path dataDir) implements AlertSource {
    private static final String SCHEMAS = "_schemas";

    @Override
    public String name() {
      return dataDir.toString();
    }

    @Override
    public void read(Consumer<Alert> alerts) throws IOException {
      if (!read(Topics.ALERTS, Alert.class, alerts)) {
        throw new CommandFailure(
            "%s holds no alerts: './pubwatch up' has not run there; name a file of alerts with --alerts, or another folder with --data"
                .formatted(dataDir));
      }
    }

    @Override
    public void readVerdicts(Consumer<Verdict> verdicts) throws IOException {
      read(Topics.VERDICTS, Verdict.class, verdicts);
    }

    /** False where there is no such topic. */
    private <T extends SpecificRecord> boolean read(String topic, Class<T> type, Consumer<T> taker)
        throws IOException {
      Path kafka = InstallationFiles.kafka(dataDir);
      PartitionLog log = new PartitionLog(kafka, topic);
      PartitionLog registry = new PartitionLog(kafka, SCHEMAS);
      if (!log.exists() || !registry.exists()) {
        return false;
      }
      SchemaTexts schemas = new SchemaTexts();
      registry.read((key, value) -> take(schemas, key, value));
      WireDecoder<T> decoder = WireDecoder.of(type, id -> schema(schemas, id));
      log.read((key, value) -> tell(decoder, value, taker));
      return true;
    }

    private static void take(SchemaTexts schemas, byte @Nullable [] key, byte @Nullable [] value) {
      if (key != null) {
        String text = value == null ? null : new String(value, StandardCharsets.UTF_8);
        schemas.take(new String(key, StandardCharsets.UTF_8), text);
      }
    }

    private static Schema schema(SchemaTexts schemas, int id) {
      String text = schemas.text(id);
      if (text == null) {
        throw new SerializationException("no schema has the id " + id);
      }
      try {
        return new Schema.Parser().parse(text);
      } catch (SchemaParseException e) {
        throw new SerializationException("schema " + id + " is damaged: " + e.getMessage(), e);
      }
    }

    /** What is no such record, as anybody may write to a topic, is not one that was asked for. */
    private static <T extends SpecificRecord> void tell(
        WireDecoder<T> decoder, byte @Nullable [] value, Consumer<T> taker) {
      if (value == null) {
        return;
      }
      T record;
      try {
        record = decoder.decode(value, null);
      } catch (SerializationException e) {
        return;
      }
      taker.accept(record);
    }
  }
}
