package dev.pubwatch.cli.stack.demo;

import java.util.List;

/**
 * Something that an attacker did in the scenario.
 *
 * @param name short and stable
 * @param title one line for a person
 * @param eventIds all events that belong to it, in order
 */
public record Incident(String name, String title, List<String> eventIds) {
  public Incident {
    eventIds = List.copyOf(eventIds);
  }
}
