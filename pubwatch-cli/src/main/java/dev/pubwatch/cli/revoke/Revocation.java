package dev.pubwatch.cli.revoke;

import dev.pubwatch.events.Severity;
import dev.pubwatch.formats.Redactor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A credential to revoke, with each alert that asks for it.
 *
 * @param credentialId its hash
 * @param reasons by the alert that has it, most severe first
 */
record Revocation(String credentialId, Map<Finding, String> reasons) {

  /**
   * What the findings ask for, most severe first.
   *
   * @param withheld takes what looks like a secret rather than the hash of one, cleaned: it goes
   *     nowhere
   */
  static List<Revocation> of(List<Finding> findings, Consumer<String> withheld) {
    Map<String, Map<Finding, String>> all = new LinkedHashMap<>();
    Set<String> secrets = new LinkedHashSet<>();
    for (Finding finding : findings) {
      finding
          .revocations()
          .forEach(
              (credential, reason) -> {
                String cleaned = Redactor.redact(credential);
                if (cleaned.equals(credential)) {
                  all.computeIfAbsent(credential, c -> new LinkedHashMap<>()).put(finding, reason);
                } else {
                  secrets.add(cleaned);
                }
              });
    }
    secrets.forEach(withheld);
    List<Revocation> revocations = new ArrayList<>();
    all.forEach((credential, reasons) -> revocations.add(new Revocation(credential, reasons)));
    return revocations;
  }

  Finding first() {
    return reasons.keySet().iterator().next();
  }

  Severity severity() {
    return first().latest().getSeverity();
  }

  /** The projects that its alerts are about. */
  Set<String> projects() {
    Set<String> projects = new LinkedHashSet<>();
    reasons.keySet().forEach(finding -> projects.addAll(finding.projects()));
    return projects;
  }
}
