package dev.pubwatch.cli.config;

import java.util.List;

/** A configuration that cannot be used; the message has every fault, one a line. */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<String> faults;

  ConfigException(List<String> faults) {
    super(String.join(System.lineSeparator(), faults));
    this.faults = List.copyOf(faults);
  }

  /** Every fault, each a sentence that begins with the file's name. */
  public List<String> faults() {
    return faults;
  }
}
