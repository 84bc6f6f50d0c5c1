package dev.pubwatch.cli.backtest.measure;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One alert over all of its revisions. */
public final class RaisedAlert {
  private final String id;
  private final long detectedMillis;
  private final Map<String, Long> namedAtByEvent = new LinkedHashMap<>();
  private String severity = "";
  private String subject = "";
  private String title = "";
  private int revisions;

  /**
   * An alert without revisions yet.
   *
   * @param detectedMillis event time of its first revision
   */
  public RaisedAlert(String id, long detectedMillis) {
    this.id = id;
    this.detectedMillis = detectedMillis;
  }

  /**
   * Adds a revision.
   *
   * @param itsSubject what it is about: project, else credential, else account
   */
  public RaisedAlert revise(
      long atMillis,
      String itsSeverity,
      @Nullable String itsSubject,
      String itsTitle,
      Iterable<String> eventIds) {
    severity = itsSeverity;
    subject = itsSubject == null ? "" : itsSubject;
    title = itsTitle;
    revisions++;
    eventIds.forEach(event -> namedAtByEvent.putIfAbsent(event, atMillis));
    return this;
  }

  public String id() {
    return id;
  }

  public long detectedMillis() {
    return detectedMillis;
  }

  /** Of its last revision. */
  public String severity() {
    return severity;
  }

  public String subject() {
    return subject;
  }

  public String title() {
    return title;
  }

  public int revisions() {
    return revisions;
  }

  /** The events that it names, and the event time of the revision that named each first. */
  Map<String, Long> namedAtByEvent() {
    return namedAtByEvent;
  }
}
