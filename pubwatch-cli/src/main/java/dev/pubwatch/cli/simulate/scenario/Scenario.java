package dev.pubwatch.cli.simulate.scenario;

/** One thing that happens in the world: an incident, or something normal that looks like one. */
public interface Scenario {
  /**
   * What it is.
   *
   * @param name short and stable
   * @param title one line for a person
   * @param kind whether it is to be caught
   * @param firstDay real date of its first event, {@code 2025-09-08}; shifted by whole weeks
   * @param reference where it is told; empty for a control
   */
  record About(String name, String title, Kind kind, String firstDay, String reference) {}

  /** What labels say of its events. */
  enum Kind {
    /** To be caught. */
    MALICIOUS("malicious"),
    /** Part of an incident, but nothing in the event could tell. */
    INVISIBLE("invisible"),
    /** Must stay silent. */
    CONTROL("control");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** Value of {@code label}. */
    public String label() {
      return label;
    }
  }

  /** What it is. */
  About about();

  /** Casts it and tells what happens, in the real times. */
  void tell(Story story);
}
