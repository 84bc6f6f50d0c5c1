package dev.pubwatch.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;

/** What tests of formats share. */
final class Samples {
  static final CredentialHasher HASHER =
      new CredentialHasher("a key for tests only".getBytes(StandardCharsets.UTF_8));
  static final FormatContext CONTEXT = new FormatContext(HASHER, null, null);

  private Samples() {}

  static Object field(SpecificRecord event, String name) {
    return Objects.requireNonNull(event.get(event.getSchema().getField(name).pos()), name);
  }

  static String id(SpecificRecord event) {
    return field(event, "event_id").toString();
  }

  /** Written, read and written again: the same record, the same text. */
  static void assertRoundTrip(SpecificRecord event) {
    String json = CanonicalJson.write(event);
    try {
      SpecificRecord again = CanonicalJson.readEvent(json);
      assertEquals(event, again);
      assertEquals(json, CanonicalJson.write(again));
    } catch (MalformedException e) {
      throw new AssertionError(json, e);
    }
  }
}
