package dev.pubwatch.gateway;

import dev.pubwatch.connect.Rejects;
import dev.pubwatch.events.Reject;
import dev.pubwatch.formats.CredentialHasher;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.Framing;
import dev.pubwatch.formats.Parsed;
import dev.pubwatch.formats.RawRecord;
import dev.pubwatch.formats.RecordSplitter;
import dev.pubwatch.formats.json.Delivery;
import dev.pubwatch.formats.json.JsonTree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Turns the body of a delivery into events and rejects. */
final class Intake {
  private final CredentialHasher hasher;

  Intake(CredentialHasher hasher) {
    this.hasher = hasher;
  }

  /**
   * What a body holds.
   *
   * @param records events, and rejects of what could not be read
   * @param fault why the body as a whole cannot be read, null when it can; there is then one reject
   */
  record Taken(List<SpecificRecord> records, @Nullable String fault) {
    int rejects() {
      return (int) records.stream().filter(record -> record instanceof Reject).count();
    }
  }

  /**
   * Reads records as the endpoint's format cuts them.
   *
   * @param location of the delivery, for rejects
   */
  Taken read(Endpoint endpoint, byte[] body, String location, Instant now) {
    List<SpecificRecord> records = new ArrayList<>();
    boolean rejected = false;
    Framing framing = endpoint.format().framing();
    try (RecordSplitter splitter =
        RecordSplitter.open(new ByteArrayInputStream(body), framing, JsonTree.MAX_RECORD_BYTES)) {
      for (RawRecord raw = splitter.next(); raw != null; raw = splitter.next()) {
        String at = location + "@" + raw.startOffset();
        rejected |= !add(records, endpoint, raw.bytes(), at, now);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory cannot be read", e);
    }
    String fault = rejected && framing == Framing.JSON ? Body.notJson(body) : null;
    return fault == null
        ? new Taken(records, null)
        : unreadable(endpoint, body, location, fault, now);
  }

  /**
   * Reads a webhook: one record, which its format is told with the headers that say what it is.
   *
   * @param headers by their names; formats take those that tell, and no secret
   */
  Taken readDelivery(
      Endpoint endpoint, byte[] body, Map<String, String> headers, String location, Instant now) {
    String fault = Body.notJson(body);
    if (fault != null) {
      return unreadable(endpoint, body, location, fault, now);
    }
    byte[] envelope = Delivery.envelope(headers, now, body);
    Parsed parsed =
        endpoint.format().parse(envelope, new FormatContext(hasher, endpoint.source(), now));
    return parsed instanceof Parsed.Reject reject
        ? new Taken(List.of(reject(endpoint, body, location, reject.reason(), now)), null)
        : new Taken(((Parsed.Events) parsed).events(), null);
  }

  /** Reads records that were cut already. */
  Taken read(Endpoint endpoint, List<byte[]> raw, String location, Instant now) {
    List<SpecificRecord> records = new ArrayList<>();
    for (int i = 0; i < raw.size(); i++) {
      add(records, endpoint, raw.get(i), location + "#" + i, now);
    }
    return new Taken(records, null);
  }

  /** A body of which nothing is taken. */
  Taken unreadable(Endpoint endpoint, byte[] body, String location, String fault, Instant now) {
    return new Taken(List.of(reject(endpoint, body, location, fault, now)), fault);
  }

  /** A reject of a record whose event cannot be stored. */
  static Reject reject(Endpoint endpoint, byte[] raw, String location, String reason, Instant now) {
    return Rejects.of(
        endpoint.sourceOrFormat(),
        endpoint.format().name(),
        location,
        reason,
        raw,
        raw.length,
        now);
  }

  private boolean add(
      List<SpecificRecord> records, Endpoint endpoint, byte[] raw, String at, Instant now) {
    Parsed parsed = endpoint.format().parse(raw, new FormatContext(hasher, endpoint.source(), now));
    if (parsed instanceof Parsed.Reject reject) {
      records.add(reject(endpoint, raw, at, reject.reason(), now));
      return false;
    }
    records.addAll(((Parsed.Events) parsed).events());
    return true;
  }
}
