package dev.pubwatch.notify.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.pubwatch.events.Alert;
import dev.pubwatch.notify.Notice;
import java.util.Locale;

/**
 * A notice as JSON of at most {@link AlertBody#MAX_BYTES} bytes: what the incident is, then its
 * alerts. The strongest one has the room it needs; of the others as many are there as fit.
 */
final class NoticeBody {
  /** Room for what stands around the alerts; a note takes its characters at six bytes each. */
  private static final int FRAME_BYTES = 2_000;

  private static final int LONGEST_NOTE = 200;

  private final byte[] bytes;
  private final boolean shortened;

  private NoticeBody(byte[] bytes, boolean shortened) {
    this.bytes = bytes;
    this.shortened = shortened;
  }

  static NoticeBody of(Notice notice) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    String note = notice.note();
    json.put("incident_id", notice.incidentId())
        .put("revision", notice.revision())
        .put("phase", notice.phase().name().toLowerCase(Locale.ROOT))
        .put("route", notice.route())
        .put("severity", notice.severity().name())
        .put("opened_at", notice.openedAt().toString())
        .put("updated_at", notice.updatedAt().toString())
        .put("alert_count", notice.alertCount())
        .put("note", note.substring(0, Math.min(LONGEST_NOTE, note.length())));
    ArrayNode alerts = json.putArray("alerts");
    int left = AlertBody.MAX_BYTES - FRAME_BYTES;
    boolean shortened = false;
    for (Alert alert : notice.alerts()) {
      AlertBody body = AlertBody.of(alert, left);
      boolean fits = alerts.isEmpty() || (body.bytes().length < left && !body.isShortened());
      shortened |= body.isShortened() || !fits;
      if (fits) {
        alerts.addRawValue(new RawValue(new String(body.bytes(), UTF_8)));
        left -= body.bytes().length + 1;
      }
    }
    return new NoticeBody(json.toString().getBytes(UTF_8), shortened);
  }

  byte[] bytes() {
    return bytes;
  }

  boolean isShortened() {
    return shortened;
  }
}
