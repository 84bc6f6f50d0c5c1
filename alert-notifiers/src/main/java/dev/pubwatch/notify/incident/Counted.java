package dev.pubwatch.notify.incident;

/** What happens to alerts on their way to people, and is counted. */
enum Counted {
  /** No route takes it: nobody is told. */
  UNROUTED("unrouted"),

  /** It came while a silence covered it. */
  SILENCED("silenced"),

  /** A route holds it back until its digest or the end of its quiet hours. */
  HELD("held");

  /** Of its metric. */
  final String name;

  Counted(String name) {
    this.name = name;
  }
}
