package dev.pubwatch.cli.revoke;

import dev.pubwatch.cli.terminal.Clean;
import dev.pubwatch.events.Alert;
import dev.pubwatch.events.EvidenceEvent;
import dev.pubwatch.events.ResponseAction;
import dev.pubwatch.formats.Redactor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A notice to the maintainers of each project: what happened, what to do, by which events one can
 * see it. Markdown; whatever comes from a log stands in code spans, where it can link to nothing
 * and call nobody.
 */
final class Notices {
  private static final Pattern NOT_IN_NAMES = Pattern.compile("[^A-Za-z0-9._-]+");
  private static final int LONGEST_NAME = 80;
  private static final int MOST_EVENTS = 50;
  private static final String HEAD =
      """
      You receive this as a maintainer. What follows was seen in logs; it may have a good
      reason. If it was you, say so; if not, please do what is listed, in this order.
      """;

  private Notices() {}

  /**
   * Writes a file a project.
   *
   * @return how many
   */
  static int write(List<Finding> findings, Path folder) throws IOException {
    Map<String, List<Finding>> byProject = new LinkedHashMap<>();
    for (Finding finding : findings) {
      for (String project : finding.projects()) {
        byProject.computeIfAbsent(project, p -> new ArrayList<>()).add(finding);
      }
    }
    Files.createDirectories(folder);
    for (Map.Entry<String, List<Finding>> entry : byProject.entrySet()) {
      Path file = folder.resolve(fileName(entry.getKey()));
      Files.writeString(file, text(entry.getKey(), entry.getValue()));
    }
    return byProject.size();
  }

  /** Told apart by a hash, as projects may differ in characters that no file name should have. */
  static String fileName(String project) {
    String plain = NOT_IN_NAMES.matcher(project).replaceAll("-");
    String name = plain.substring(0, Math.min(LONGEST_NAME, plain.length()));
    boolean plainStart = !name.isEmpty() && Character.isLetterOrDigit(name.charAt(0));
    return (plainStart ? name : "_" + name) + "-" + hash(project) + ".md";
  }

  private static String hash(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] hash = digest.digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java lacks SHA-256", e);
    }
  }

  static String text(String project, List<Finding> findings) {
    StringBuilder out = new StringBuilder();
    out.append("# Unusual activity on ").append(code(project)).append("\n\n");
    out.append(HEAD);
    findings.forEach(finding -> add(out, project, finding));
    return out.toString();
  }

  private static void add(StringBuilder out, String project, Finding finding) {
    Alert alert = finding.latest();
    out.append("\n## ").append(alert.getSeverity()).append(": ").append(code(alert.getTitle()));
    out.append("\n\n- alert ").append(code(alert.getAlertId()));
    out.append(", ").append(alert.getKind());
    out.append(", from ").append(alert.getFirstEventAt());
    out.append(" to ").append(alert.getLastEventAt()).append("\n- ");
    out.append(code(alert.getSummary())).append("\n\n### What to do\n\n");
    int number = 1;
    for (ResponseAction action : finding.actions()) {
      out.append(number++).append(". ").append(code(action.getAction().replace('_', ' ')));
      out.append(" ").append(code(action.getTarget()));
      out.append(": ").append(code(action.getReason())).append('\n');
    }
    out.append("\n### What was seen\n\n");
    finding.events().stream()
        .filter(e -> e.getProject() == null || e.getProject().equals(project))
        .limit(MOST_EVENTS)
        .forEach(e -> out.append(line(e)));
  }

  private static String line(EvidenceEvent event) {
    String version = event.getVersion() == null ? "" : " " + code(event.getVersion());
    return "- %s %s%s, event %s of %s%n"
        .formatted(
            event.getTime(),
            code(event.getAction()),
            version,
            code(event.getEventId()),
            code(event.getSource()));
  }

  /** On one line, without secrets and without a way out of the span. */
  private static String code(String text) {
    return "`" + Clean.oneLine(Redactor.redact(text)).replace('`', '\'') + "`";
  }
}
