package dev.pubwatch.cli.formats;

import dev.pubwatch.events.Exposure;
import dev.pubwatch.formats.CanonicalJson;
import dev.pubwatch.formats.CredentialHasher;
import dev.pubwatch.formats.Format;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.Parsed;
import dev.pubwatch.formats.RawRecord;
import dev.pubwatch.formats.RecordSplitter;
import dev.pubwatch.formats.json.EventTime;
import dev.pubwatch.formats.json.JsonTree;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** Reads records in a format and counts what becomes of them. */
final class FormatCheck {
  private static final String EXPOSURE = "exposure";

  /** Takes a record that could not be read; {@code number} counts them from 1. */
  interface FaultSink {
    void fault(String file, long line, String reason, long number);
  }

  /** Takes an event as canonical JSON; {@code number} counts them from 1. */
  interface EventSink {
    void event(String json, long number);
  }

  private final Format format;
  private final FormatContext context;
  private final FaultSink faults;
  private final EventSink events;
  private final Map<String, Long> actions = new TreeMap<>();
  private long records;
  private long rejected;
  private long withoutEvent;
  private long eventCount;
  private long withoutTime;

  FormatCheck(Format format, Instant now, FaultSink faults, EventSink events) {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    this.format = format;
    this.context = new FormatContext(new CredentialHasher(key), null, now);
    this.faults = faults;
    this.events = events;
  }

  /** Reads a stream to its end. */
  void read(String file, InputStream in) throws IOException {
    try (RecordSplitter splitter =
        RecordSplitter.open(in, format.framing(), JsonTree.MAX_RECORD_BYTES)) {
      for (RawRecord raw = splitter.next(); raw != null; raw = splitter.next()) {
        records++;
        take(file, raw);
      }
    }
  }

  private void take(String file, RawRecord raw) {
    if (raw.truncated()) {
      reject(
          file,
          raw,
          "longer than the %,d bytes that are read".formatted(JsonTree.MAX_RECORD_BYTES));
      return;
    }
    Parsed parsed = format.parse(raw.bytes(), context);
    if (parsed instanceof Parsed.Reject reject) {
      reject(file, raw, reject.reason());
    } else if (parsed instanceof Parsed.Events read) {
      withoutEvent += read.events().isEmpty() ? 1 : 0;
      read.events().forEach(this::count);
    }
  }

  private void reject(String file, RawRecord raw, String reason) {
    rejected++;
    faults.fault(file, raw.line(), reason, rejected);
  }

  private void count(SpecificRecord event) {
    eventCount++;
    String action = event instanceof Exposure ? EXPOSURE : String.valueOf(field(event, "action"));
    actions.merge(action, 1L, Long::sum);
    if (field(event, "attributes") instanceof Map<?, ?> attributes
        && "receipt".equals(attributes.get(EventTime.ATTRIBUTE))) {
      withoutTime++;
    }
    events.event(CanonicalJson.write(event), eventCount);
  }

  private static Object field(SpecificRecord event, String name) {
    Schema.Field field = event.getSchema().getField(name);
    Object value = field == null ? null : event.get(field.pos());
    return value == null ? "" : value;
  }

  /** Events by action, sorted. */
  Map<String, Long> actions() {
    return actions;
  }

  long records() {
    return records;
  }

  long rejected() {
    return rejected;
  }

  /** Records that were understood and hold nothing of interest. */
  long withoutEvent() {
    return withoutEvent;
  }

  long events() {
    return eventCount;
  }

  /** Events that took the time of reading. */
  long withoutTime() {
    return withoutTime;
  }
}
