package dev.pubwatch.formats;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.formats.json.JsonFormat;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** {@code pubwatch}: canonical events as JSON lines, as {@link CanonicalJson} writes them. */
final class PubwatchFormat extends JsonFormat {

  PubwatchFormat() {
    super(
        "pubwatch",
        "pubwatch's own events, one JSON object a line; what any other tool can be made to write",
        Framing.LINES);
  }

  @Override
  protected Parsed map(ObjectNode record, FormatContext context) throws MalformedException {
    if (context.source() != null && !record.hasNonNull("source")) {
      record.put("source", context.source());
    }
    SpecificRecord event = CanonicalJson.readEvent(record);
    if (context.ingestedAt() != null) {
      Schema.Field field = event.getSchema().getField("ingested_at");
      event.put(field.pos(), context.ingestedAt());
    }
    return Parsed.of(event);
  }
}
