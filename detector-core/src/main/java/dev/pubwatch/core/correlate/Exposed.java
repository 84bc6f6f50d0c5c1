package dev.pubwatch.core.correlate;

import dev.pubwatch.core.Alert;
import dev.pubwatch.core.Event;
import dev.pubwatch.core.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** An indicator that was reported, and the alert about what showed it. */
final class Exposed {
  static final int MAX_EVENTS = 20;

  /** Projects and accounts of which each raises a revision. */
  private static final int MAX_MEMBERS = 64;

  final String indicator;
  final String reportId;
  final String reporter;
  final List<Alert.Evidence> events = new ArrayList<>(0);
  private final Set<String> members = new LinkedHashSet<>();
  int revision;
  long firstMillis;
  long lastMillis;
  long matches;

  Exposed(String indicator, Event report) {
    this(indicator, report.eventId(), report.source());
  }

  private Exposed(String indicator, String reportId, String reporter) {
    this.indicator = indicator;
    this.reportId = reportId;
    this.reporter = reporter;
  }

  /**
   * Takes an event that shows the indicator.
   *
   * @param member who showed it: project, account or credential
   * @param times how many alike events it stands for
   * @return whether there is something new to tell
   */
  boolean matched(Alert.Evidence event, long firstEventMillis, String member, long times) {
    firstMillis = matches == 0 ? firstEventMillis : Math.min(firstMillis, firstEventMillis);
    lastMillis = matches == 0 ? event.timeMillis() : Math.max(lastMillis, event.timeMillis());
    matches += times;
    boolean news = members.size() < MAX_MEMBERS && members.add(member);
    if (news && events.size() < MAX_EVENTS) {
      events.add(event);
    }
    revision += news ? 1 : 0;
    return news;
  }

  /** Who showed it, in order of first sight. */
  List<String> members() {
    return List.copyOf(members);
  }

  Exposed copy() {
    Exposed copy = new Exposed(indicator, reportId, reporter);
    copy.events.addAll(events);
    copy.members.addAll(members);
    copy.revision = revision;
    copy.firstMillis = firstMillis;
    copy.lastMillis = lastMillis;
    copy.matches = matches;
    return copy;
  }

  void write(DataOutput out) throws IOException {
    Wire.string(out, indicator);
    Wire.string(out, reportId);
    Wire.string(out, reporter);
    Wire.unsigned(out, events.size());
    for (Alert.Evidence e : events) {
      Wire.string(out, e.eventId());
      Wire.string(out, e.project());
      Wire.string(out, e.version());
      out.writeLong(e.timeMillis());
      Wire.string(out, e.action());
      Wire.string(out, e.source());
    }
    Wire.strings(out, List.copyOf(members));
    Wire.unsigned(out, revision);
    out.writeLong(firstMillis);
    out.writeLong(lastMillis);
    Wire.unsigned(out, matches);
  }

  static Exposed read(DataInput in) throws IOException {
    Exposed read = new Exposed(Wire.text(in), Wire.text(in), Wire.text(in));
    int size = Wire.count(in);
    for (int i = 0; i < size; i++) {
      read.events.add(
          new Alert.Evidence(
              Wire.text(in),
              Wire.string(in),
              Wire.string(in),
              in.readLong(),
              Wire.text(in),
              Wire.text(in)));
    }
    read.members.addAll(Wire.strings(in));
    read.revision = Wire.count(in);
    read.firstMillis = in.readLong();
    read.lastMillis = in.readLong();
    read.matches = Wire.unsigned(in);
    return read;
  }
}
