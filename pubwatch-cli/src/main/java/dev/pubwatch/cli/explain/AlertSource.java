package dev.pubwatch.cli.explain;

import dev.pubwatch.cli.CommandFailure;
import dev.pubwatch.cli.registry.SchemaTexts;
import dev.pubwatch.cli.replay.AlertFile;
import dev.pubwatch.cli.stack.InstallationFiles;
import dev.pubwatch.events.Alert;
import dev.pubwatch.schemas.Topics;
import dev.pubwatch.schemas.WireDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Where alerts are: each revision of each, oldest first. */
interface AlertSource {

  /** For a person. */
  String name();

  void read(Consumer<Alert> alerts) throws IOException;

  /** The JSON lines of a replay. */
  record Lines(Path file) implements AlertSource {
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
  }

  /** The alerts topic of a data folder, read from the broker's files. */
  record Installation(Path dataDir) implements AlertSource {
    private static final String SCHEMAS = "_schemas";

    @Override
    public String name() {
      return dataDir.toString();
    }

    @Override
    public void read(Consumer<Alert> alerts) throws IOException {
      Path kafka = InstallationFiles.kafka(dataDir);
      PartitionLog log = new PartitionLog(kafka, Topics.ALERTS);
      PartitionLog registry = new PartitionLog(kafka, SCHEMAS);
      if (!log.exists() || !registry.exists()) {
        throw new CommandFailure(
            "%s holds no alerts: './pubwatch up' has not run there; name a file of alerts with --alerts, or another folder with --data"
                .formatted(dataDir));
      }
      SchemaTexts schemas = new SchemaTexts();
      registry.read((key, value) -> take(schemas, key, value));
      WireDecoder<Alert> decoder = WireDecoder.of(Alert.class, id -> schema(schemas, id));
      log.read((key, value) -> tell(decoder, value, alerts));
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

    /** What is no alert, as anybody may write to a topic, is not one that was asked for. */
    private static void tell(
        WireDecoder<Alert> decoder, byte @Nullable [] value, Consumer<Alert> alerts) {
      if (value == null) {
        return;
      }
      Alert alert;
      try {
        alert = decoder.decode(value, null);
      } catch (SerializationException e) {
        return;
      }
      alerts.accept(alert);
    }
  }
}
