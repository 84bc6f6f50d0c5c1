package dev.pubwatch.cli.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.cli.backtest.measure.ScoredEvent;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.formats.json.JsonFields;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** Reads scores, JSON lines as {@code --scores} writes them. */
final class ScoreFile {
  private ScoreFile() {}

  /** Hands over a replay's own scores, in order. */
  static void read(Path file, Consumer<ScoredEvent> taker) throws IOException {
    JsonLines.read(file, (object, place) -> taker.accept(event(object)));
  }

  private static ScoredEvent event(ObjectNode object) throws MalformedException {
    JsonFields in = new JsonFields(object);
    return new ScoredEvent(
        Objects.requireNonNullElse(in.text("event_id"), ""),
        in.text("project"),
        in.text("version"),
        in.requireTime("time").toEpochMilli(),
        in.requireText("type"),
        in.requireText("action"),
        bits(object));
  }

  /**
   * Any detector's scores by event id; of an event that is there twice the higher one.
   *
   * @throws IOException naming file and line of what is no score, or when there is none
   */
  static Map<String, Double> byEvent(Path file) throws IOException {
    Map<String, Double> scores = new HashMap<>();
    JsonLines.read(
        file,
        (object, place) ->
            scores.merge(new JsonFields(object).requireText("event_id"), bits(object), Math::max));
    if (scores.isEmpty()) {
      throw new IOException(file + ": holds no scores");
    }
    return scores;
  }

  /** A detector that has nothing to say may write null; that is 0. */
  private static double bits(ObjectNode object) throws MalformedException {
    JsonNode bits = object.path("score_bits");
    if (bits.isNull()) {
      return 0;
    }
    if (!bits.isNumber() || !Double.isFinite(bits.doubleValue())) {
      throw new MalformedException(
          "score_bits must be a number or null, was "
              + (bits.isMissingNode() ? "missing" : bits.toString()));
    }
    return bits.doubleValue();
  }
}
