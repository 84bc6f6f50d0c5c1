package dev.pubwatch.core;

import java.util.List;

/**
 * Takes what a baseline holds normal, told by {@link Stage#describe}. Names are lower-case words
 * joined by underscores and stay what they are; text in values comes from logs and must be escaped
 * by whoever shows it.
 */
public interface Describer {
  /** A time that is not known. */
  long NO_TIME = Long.MIN_VALUE;

  /**
   * One value of a categorical attribute.
   *
   * @param value as the log had it
   * @param share of the entity's past that it makes up, decayed, 0 to 1
   * @param count sightings, decayed
   * @param firstMillis first seen, or {@link #NO_TIME}
   * @param lastMillis last seen, or {@link #NO_TIME}
   * @param young whether it is too young to count as usual
   */
  record Value(
      String value, double share, double count, long firstMillis, long lastMillis, boolean young) {}

  /** The values an attribute took, commonest first. */
  void values(String name, List<Value> values);

  /**
   * A quantity.
   *
   * @param unit what it is counted in
   * @param events past observations, decayed
   * @param median half of the past is at or below it
   * @param usual 95 % of the past is at or below it
   */
  void quantity(String name, String unit, double events, double median, double usual);

  /** A single thing that is known. */
  void fact(String name, String text);

  /** A number that is known. */
  void count(String name, long number);

  /** A moment that is known, epoch milliseconds. */
  void time(String name, long millis);

  /** What the entity's state names of another stage: its key there. */
  void link(String stage, String key);
}
