package dev.pubwatch.benchmarks.peers;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.pubwatch.core.Event;
import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Scores as {@code replay --scores} writes them, so that {@code backtest} reads them. */
final class ScoreFile {
  private static final JsonFactory JSON = new JsonFactory();
  private static final long MICRO = 1_000_000;

  private ScoreFile() {}

  /**
   * @param scores one for each event
   */
  static void write(Path file, List<Event> events, float[] scores) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file);
        JsonGenerator json = JSON.createGenerator(out)) {
      json.setRootValueSeparator(null);
      for (int i = 0; i < scores.length; i++) {
        line(json, events.get(i), scores[i]);
      }
    }
  }

  private static void line(JsonGenerator json, Event event, float score) throws IOException {
    json.writeStartObject();
    json.writeStringField("event_id", event.eventId());
    json.writeStringField("project", event.project());
    json.writeStringField("version", event.version());
    json.writeStringField("time", Instant.ofEpochMilli(event.timeMillis()).toString());
    json.writeNumberField("score_bits", BigDecimal.valueOf(Math.round((double) score * MICRO), 6));
    json.writeEndObject();
    json.writeRaw('\n');
  }
}
