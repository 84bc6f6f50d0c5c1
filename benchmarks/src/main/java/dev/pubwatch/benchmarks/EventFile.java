package dev.pubwatch.benchmarks;

import dev.pubwatch.core.Event;
import dev.pubwatch.formats.CredentialHasher;
import dev.pubwatch.formats.Decompression;
import dev.pubwatch.formats.Format;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.Formats;
import dev.pubwatch.formats.Parsed;
import dev.pubwatch.formats.RawRecord;
import dev.pubwatch.formats.RecordSplitter;
import dev.pubwatch.job.stream.EventMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * A history read whole.
 *
 * @param events in order of (time, id)
 * @param rejected records that could not be read
 */
public record EventFile(List<Event> events, long rejected) {
  private static final int MAX_RECORD_BYTES = 1 << 20;
  private static final Comparator<Event> ORDER =
      Comparator.comparingLong(Event::timeMillis).thenComparing(Event::eventId);

  public EventFile {
    events = events.stream().sorted(ORDER).toList();
  }

  /**
   * Reads a file in one of the formats of {@code ./pubwatch formats}, plain or compressed.
   *
   * @throws IOException naming the file when it cannot be read or holds no event
   */
  public static EventFile read(String formatName, Path file) throws IOException {
    Format format = Formats.byName(formatName);
    // No secret of a history is shown: any key does.
    FormatContext context = new FormatContext(new CredentialHasher(new byte[16]), null, null);
    List<Event> events = new ArrayList<>();
    long rejected = 0;
    try (RecordSplitter records =
        RecordSplitter.open(Decompression.open(file), format.framing(), MAX_RECORD_BYTES)) {
      for (RawRecord raw = records.next(); raw != null; raw = records.next()) {
        if (!raw.truncated() && format.parse(raw.bytes(), context) instanceof Parsed.Events read) {
          for (SpecificRecord event : read.events()) {
            events.add(EventMapper.toEvent(event));
          }
        } else {
          rejected++;
        }
      }
    }
    if (events.isEmpty()) {
      throw new IOException(file + ": holds no event in the format " + formatName);
    }
    return new EventFile(events, rejected);
  }
}
