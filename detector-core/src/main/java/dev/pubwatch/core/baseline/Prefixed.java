package dev.pubwatch.core.baseline;

import dev.pubwatch.core.Describer;
import java.util.List;

/** Tells the same under names that begin with a word, where a project is told of twice. */
record Prefixed(String prefix, Describer out) implements Describer {
  @Override
  public void values(String name, List<Value> values) {
    out.values(prefix + name, values);
  }

  @Override
  public void quantity(String name, String unit, double events, double median, double usual) {
    out.quantity(prefix + name, unit, events, median, usual);
  }

  @Override
  public void fact(String name, String text) {
    out.fact(prefix + name, text);
  }

  @Override
  public void count(String name, long number) {
    out.count(prefix + name, number);
  }

  @Override
  public void time(String name, long millis) {
    out.time(prefix + name, millis);
  }

  @Override
  public void link(String stage, String key) {
    out.link(stage, key);
  }
}
