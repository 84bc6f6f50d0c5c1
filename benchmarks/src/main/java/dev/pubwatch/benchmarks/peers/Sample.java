package dev.pubwatch.benchmarks.peers;

import dev.pubwatch.core.Event;
import dev.pubwatch.core.EventKind;

/** One event as the competitors get it. */
final class Sample {
  private final Event event;
  private final Stream stream;
  private final float[] signals;
  private final float[] groups;

  /**
   * @param event what happened, for rules that look at raw values
   * @param stream events are compared within their stream only, as the detector does it
   * @param signals raw bits of each signal, 0 where it has nothing to go by
   * @param groups the largest bits of each group of signals, 0 where all are silent
   */
  Sample(Event event, Stream stream, float[] signals, float[] groups) {
    this.event = event;
    this.stream = stream;
    this.signals = signals;
    this.groups = groups;
  }

  Event event() {
    return event;
  }

  Stream stream() {
    return stream;
  }

  /** Kinds of events that are compared with each other only. */
  enum Stream {
    PUBLISH,
    TOKEN,
    WORKFLOW,
    OTHER_CI;

    static Stream of(Event event) {
      if (event.kind() == EventKind.PUBLISH) {
        return PUBLISH;
      }
      if (event.kind() == EventKind.TOKEN) {
        return TOKEN;
      }
      return event.action().startsWith("workflow:") ? WORKFLOW : OTHER_CI;
    }
  }

  /** Which numbers of a sample a method is fed. */
  enum View {
    SIGNALS,
    GROUPS;

    float[] of(Sample sample) {
      return this == SIGNALS ? sample.signals : sample.groups;
    }
  }
}
