package dev.pubwatch.cli.backtest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.cli.backtest.measure.Label;
import dev.pubwatch.cli.backtest.measure.Labels;
import dev.pubwatch.cli.backtest.measure.Subject;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.formats.json.JsonFields;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads labels: {@code {event_id}}, {@code {package, version}} or {@code {repo, commit}}, each with
 * {@code label} and {@code campaign} where known.
 */
final class LabelFiles {
  private static final String MALICIOUS = "malicious";

  private final Set<String> maliciousLabels;
  private final @Nullable String campaignField;

  /**
   * @param maliciousLabels values of {@code label} that are to be caught; a label without one is
   * @param campaignField field that names the campaign, null for {@code campaign} or what stands in
   *     for it
   */
  LabelFiles(Set<String> maliciousLabels, @Nullable String campaignField) {
    this.maliciousLabels = Set.copyOf(maliciousLabels);
    this.campaignField = campaignField;
  }

  /**
   * Reads all of them.
   *
   * @throws IOException naming file and line of what is missing, malformed or contradictory
   */
  Labels read(List<Path> files) throws IOException {
    Labels labels = new Labels();
    for (Path file : files) {
      int[] lines = {0};
      JsonLines.read(
          file,
          (object, place) -> {
            lines[0]++;
            add(label(object, place), labels);
          });
      if (lines[0] == 0) {
        throw new IOException(file + ": holds no labels");
      }
    }
    return labels;
  }

  private static void add(Label label, Labels labels) throws MalformedException {
    Label earlier = labels.add(label);
    if (earlier != null) {
      throw new MalformedException(
          "labels %s otherwise than %s does".formatted(label.subject(), earlier.place()));
    }
  }

  private Label label(ObjectNode object, String place) throws MalformedException {
    JsonFields in = new JsonFields(object);
    String verdict = Objects.requireNonNullElse(in.text("label"), MALICIOUS);
    boolean malicious = !in.has("label") || maliciousLabels.contains(verdict);
    Label label = new Label(subject(in), campaign(in), malicious, place);
    if (!in.oddFields().isEmpty()) {
      throw new MalformedException(in.oddFields().get(0) + " must be a string");
    }
    return label;
  }

  private static String subject(JsonFields in) throws MalformedException {
    if (in.has("event_id")) {
      return Subject.ofEvent(in.requireText("event_id"));
    }
    if (in.has("package")) {
      return Subject.ofRelease(in.requireText("package"), in.requireText("version"));
    }
    if (in.has("repo")) {
      return Subject.ofCommit(in.requireText("repo"), in.requireText("commit"));
    }
    throw new MalformedException(
        "names no event: expected event_id, or package and version, or repo and commit");
  }

  /** What the label says, else the owner of the repository, else what is labelled alone. */
  private String campaign(JsonFields in) throws MalformedException {
    if (campaignField != null) {
      return in.requireText(campaignField);
    }
    String campaign = in.text("campaign");
    if (campaign != null) {
      return campaign;
    }
    if (in.has("repo")) {
      return owner(in.requireText("repo"));
    }
    String wave = in.text("wave");
    return wave != null ? wave : in.requireText(in.has("event_id") ? "event_id" : "package");
  }

  private static String owner(String repository) {
    int end = repository.lastIndexOf('/');
    return end < 0 ? repository : repository.substring(0, end);
  }
}
