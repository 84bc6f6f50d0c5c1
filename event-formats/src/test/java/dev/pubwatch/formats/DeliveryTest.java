package dev.pubwatch.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.pubwatch.events.CiEvent;
import dev.pubwatch.formats.json.Delivery;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The envelope in which webhooks keep their headers. */
class DeliveryTest {
  private static final Format GITHUB = Formats.byName("github-webhook");
  private static final Instant RECEIVED = Instant.parse("2026-03-01T12:00:00.250Z");
  private static final String MEMBER =
      "{\"action\":\"added\",\"member\":{\"login\":\"bob\"},"
          + "\"repository\":{\"full_name\":\"acme/shop\"},\"sender\":{\"login\":\"alice\"}}";

  @Test
  void theHeadersSayWhatItIsAndWhichOne() {
    CiEvent event =
        read(envelope(Map.of("X-GitHub-Event", "star", "X-GitHub-Delivery", "guid-1"), MEMBER));
    assertEquals("github-hook:guid-1", event.getEventId());
    assertEquals("star.added", event.getSourceAction());
    assertEquals(RECEIVED, event.getTime());
  }

  @Test
  void withoutHeadersTheBodyTells() {
    CiEvent event = read(envelope(Map.of(), MEMBER));
    assertEquals("member:add", event.getAction());
    assertEquals("receipt", event.getAttributes().get("time_from"));
  }

  @Test
  void theBodyMayBeText() {
    String text = "{\"received_at\":\"2026-03-01T12:00:00.250Z\",\"body\":\"%s\"}";
    CiEvent event = read(utf8(text.formatted(MEMBER.replace("\"", "\\\""))));
    assertEquals(read(envelope(Map.of(), MEMBER)), event);
  }

  @Test
  void anEnvelopeKeepsNoSignatureAndNoToken() {
    byte[] envelope =
        envelope(Map.of("Authorization", "Bearer s3cret", "X-Hub-Signature-256", "sha256=1"), "{}");
    String text = new String(envelope, StandardCharsets.UTF_8);
    assertFalse(text.contains("s3cret") || text.contains("sha256"), text);
  }

  @Test
  void aBodyThatIsNoJsonIsRejected() {
    for (String body : new String[] {"", "x", "1", "{}}", "{},\"headers\":{}"}) {
      Parsed parsed = GITHUB.parse(envelope(Map.of(), body), Samples.CONTEXT);
      assertInstanceOf(Parsed.Reject.class, parsed, body);
    }
  }

  @Test
  void withoutAnyTimeNoneIsMadeUp() {
    assertInstanceOf(Parsed.Reject.class, GITHUB.parse(utf8(MEMBER), Samples.CONTEXT));
    FormatContext live = new FormatContext(Samples.HASHER, null, RECEIVED);
    assertInstanceOf(Parsed.Events.class, GITHUB.parse(utf8(MEMBER), live));
  }

  @Test
  void twoBodiesWithoutDeliveryIdsDiffer() {
    String other = MEMBER.replace("bob", "carol");
    assertNotEquals(
        read(envelope(Map.of(), MEMBER)).getEventId(),
        read(envelope(Map.of(), other)).getEventId());
  }

  private static byte[] envelope(Map<String, String> headers, String body) {
    return Delivery.envelope(headers, RECEIVED, utf8(body));
  }

  private static CiEvent read(byte[] record) {
    return (CiEvent) Samples.events(GITHUB, record).get(0);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
