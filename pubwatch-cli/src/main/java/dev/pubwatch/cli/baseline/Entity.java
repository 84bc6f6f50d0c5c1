package dev.pubwatch.cli.baseline;

import dev.pubwatch.core.Describer;
import java.util.ArrayList;
import java.util.List;

/** One project, owner, credential or account with what is held normal for it, in told order. */
final class Entity implements Describer {
  /** Something that is known. */
  sealed interface Row {
    String name();
  }

  record Values(String name, List<Value> values) implements Row {}

  record Quantity(String name, String unit, double events, double median, double usual)
      implements Row {}

  record Fact(String name, String text) implements Row {}

  record Count(String name, long number) implements Row {}

  record Time(String name, long millis) implements Row {}

  /** What another stage may know more of. */
  record Link(String stage, String key) {}

  private final String kind;
  private final String key;
  private final List<Row> rows = new ArrayList<>();
  private final List<Link> links = new ArrayList<>();

  Entity(String kind, String key) {
    this.kind = kind;
    this.key = key;
  }

  String kind() {
    return kind;
  }

  String key() {
    return key;
  }

  List<Row> rows() {
    return rows;
  }

  List<Link> links() {
    return links;
  }

  @Override
  public void values(String name, List<Value> values) {
    rows.add(new Values(name, List.copyOf(values)));
  }

  @Override
  public void quantity(String name, String unit, double events, double median, double usual) {
    rows.add(new Quantity(name, unit, events, median, usual));
  }

  @Override
  public void fact(String name, String text) {
    rows.add(new Fact(name, text));
  }

  @Override
  public void count(String name, long number) {
    rows.add(new Count(name, number));
  }

  @Override
  public void time(String name, long millis) {
    rows.add(new Time(name, millis));
  }

  @Override
  public void link(String stage, String linked) {
    links.add(new Link(stage, linked));
  }
}
