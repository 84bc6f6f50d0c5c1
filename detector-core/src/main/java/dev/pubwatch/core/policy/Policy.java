package dev.pubwatch.core.policy;

import dev.pubwatch.core.Alert;
import dev.pubwatch.core.Observation;
import java.util.List;

/**
 * One check.
 *
 * @param name stable, as in settings
 * @param title what is wrong, after the project's name
 * @param conditions which must all hold
 * @param detail field that tells one breach from another
 * @param defaultOn whether it is watched when the operator says nothing
 * @param techniques ATT&CK ids
 * @param fix what to do about it
 */
record Policy(
    String name,
    String title,
    List<Condition> conditions,
    String detail,
    Alert.Severity severity,
    boolean defaultOn,
    List<String> techniques,
    String fix) {
  Policy {
    conditions = List.copyOf(conditions);
    techniques = List.copyOf(techniques);
  }

  boolean isBroken(Observation o) {
    for (Condition condition : conditions) {
      if (!condition.holds(o)) {
        return false;
      }
    }
    return true;
  }

  /** What tells this breach from others of the same project, empty where nothing does. */
  String detailOf(Observation o) {
    return String.join(" ", Fields.of(detail).apply(o));
  }
}
