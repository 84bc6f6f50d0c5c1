package dev.pubwatch.notify.route;

import dev.pubwatch.events.Alert;
import java.util.List;

/**
 * People and what is theirs.
 *
 * @param owners patterns of owners
 * @param projects patterns of projects
 */
record Team(String name, List<Wildcard> owners, List<Wildcard> projects) {
  Team {
    owners = List.copyOf(owners);
    projects = List.copyOf(projects);
  }

  boolean has(Alert alert) {
    return Subjects.owner(alert, owners) || Subjects.project(alert, projects);
  }
}
