package dev.pubwatch.job.replay;

import dev.pubwatch.core.Event;
import dev.pubwatch.core.EventKind;
import dev.pubwatch.events.Exposure;
import dev.pubwatch.events.Verdict;
import dev.pubwatch.formats.CanonicalJson;
import dev.pubwatch.formats.Decompression;
import dev.pubwatch.formats.Format;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.Framing;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.formats.Parsed;
import dev.pubwatch.formats.RawRecord;
import dev.pubwatch.formats.RecordSplitter;
import dev.pubwatch.formats.json.JsonTree;
import dev.pubwatch.job.replay.InputFiles.InputFile;
import dev.pubwatch.job.replay.ReplayInput.Opener;
import dev.pubwatch.job.stream.EventMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Reads files record by record: events to the sorter, the rest to the rejects. */
final class InputReader {
  static final int MAX_RECORD_BYTES = JsonTree.MAX_RECORD_BYTES;

  private final ReplayOptions options;
  private final FormatContext context;
  private final EventSorter sorter;
  private final Rejects rejects;
  private final Meter meter;
  private final long sinceMillis;
  private final long untilMillis;
  private long outside;
  private long verdicts;
  private long firstMillis = Long.MAX_VALUE;
  private long lastMillis = Long.MIN_VALUE;

  InputReader(ReplayOptions options, EventSorter sorter, Rejects rejects, Meter meter) {
    this.options = options;
    this.context = new FormatContext(options.hasher(), null, null);
    this.sorter = sorter;
    this.rejects = rejects;
    this.meter = meter;
    this.sinceMillis = options.since() == null ? Long.MIN_VALUE : options.since().toEpochMilli();
    this.untilMillis = options.until() == null ? Long.MAX_VALUE : options.until().toEpochMilli();
  }

  /** What a record of one kind of file holds. */
  private interface Parser {
    Parsed parse(byte[] raw);
  }

  private interface Opening {
    InputStream open() throws IOException;
  }

  void read(List<InputFile> files) throws IOException, ReplayException {
    for (InputFile file : files) {
      Format format = file.format();
      InputStream bytes = open(file);
      read(bytes, file.name(), format.framing(), raw -> format.parse(raw, context));
    }
    if (options.exposures() != null) {
      Path path = options.exposures();
      read(file(path), path.toString(), Framing.LINES, raw -> parse(Exposure.class, raw));
    }
    if (options.verdicts() != null) {
      Path path = options.verdicts();
      read(file(path), path.toString(), Framing.LINES, raw -> parse(Verdict.class, raw));
    }
  }

  private static Parsed parse(Class<? extends SpecificRecord> type, byte[] raw) {
    try {
      return Parsed.of(CanonicalJson.read(type, new String(raw, StandardCharsets.UTF_8)));
    } catch (MalformedException e) {
      return new Parsed.Reject(String.valueOf(e.getMessage()));
    }
  }

  /** A file that breaks off is read up to there; the rest is one reject. */
  private void read(InputStream bytes, String name, Framing framing, Parser parser)
      throws IOException, ReplayException {
    long line = 0;
    try (RecordSplitter records = RecordSplitter.open(bytes, framing, MAX_RECORD_BYTES)) {
      while (true) {
        RawRecord record;
        try {
          record = records.next();
        } catch (IOException e) {
          rejects.add(name, line + 1, Faults.say(e));
          return;
        }
        if (record == null) {
          return;
        }
        line = record.line();
        take(name, record, parser);
        stopIfInterrupted();
      }
    }
  }

  private InputStream open(InputFile file) throws ReplayException {
    Path path = file.path();
    if (path == null) {
      return decompressed(file.name(), () -> System.in);
    }
    Opener opener = file.opener();
    return opener == null ? file(path) : opened(file.name(), () -> opener.open(path));
  }

  private InputStream file(Path path) throws ReplayException {
    return decompressed(path.toString(), () -> Files.newInputStream(path));
  }

  private InputStream decompressed(String name, Opening opening) throws ReplayException {
    return opened(
        name, () -> Decompression.wrap(new CountingInput(opening.open(), meter::bytesRead)));
  }

  private static InputStream opened(String name, Opening opening) throws ReplayException {
    try {
      return opening.open();
    } catch (IOException e) {
      throw new ReplayException("cannot read %s: %s".formatted(name, Faults.say(e)), e);
    }
  }

  private void take(String name, RawRecord record, Parser parser) throws IOException {
    if (record.truncated()) {
      rejects.add(
          name,
          record.line(),
          "record is longer than the %,d bytes that are read".formatted(MAX_RECORD_BYTES));
      return;
    }
    Parsed parsed = parser.parse(record.bytes());
    if (parsed instanceof Parsed.Reject reject) {
      rejects.add(name, record.line(), reject.reason());
    } else if (parsed instanceof Parsed.Events events) {
      for (SpecificRecord event : events.events()) {
        take(name, record, event);
      }
    }
  }

  private void take(String name, RawRecord raw, SpecificRecord record) throws IOException {
    try {
      for (Event event : EventMapper.toEvents(record)) {
        take(event);
      }
    } catch (IllegalArgumentException e) {
      rejects.add(name, raw.line(), String.valueOf(e.getMessage()));
    }
  }

  private void take(Event event) throws IOException {
    long time = event.timeMillis();
    if (time < sinceMillis || time >= untilMillis) {
      outside++;
      return;
    }
    sorter.add(event);
    if (event.kind() == EventKind.VERDICT) {
      verdicts++;
      return;
    }
    firstMillis = Math.min(firstMillis, time);
    lastMillis = Math.max(lastMillis, time);
    meter.eventRead();
  }

  private static void stopIfInterrupted() throws ReplayException {
    if (Thread.currentThread().isInterrupted()) {
      throw new ReplayException("interrupted");
    }
  }

  long outside() {
    return outside;
  }

  /** Verdicts, one a subject; the sorter counts them among the events. */
  long verdicts() {
    return verdicts;
  }

  /** Time of the first event, {@link Long#MAX_VALUE} when there was none. */
  long firstMillis() {
    return firstMillis;
  }

  /** Time of the last event, {@link Long#MIN_VALUE} when there was none. */
  long lastMillis() {
    return lastMillis;
  }
}
