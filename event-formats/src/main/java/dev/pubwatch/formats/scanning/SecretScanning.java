package dev.pubwatch.formats.scanning;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.events.CredentialKind;
import dev.pubwatch.events.Exposure;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.formats.Parsed;
import dev.pubwatch.formats.Sanitizer;
import dev.pubwatch.formats.json.Delivery;
import dev.pubwatch.formats.json.EventTime;
import dev.pubwatch.formats.json.JsonFields;
import dev.pubwatch.formats.json.RecordHash;
import dev.pubwatch.formats.json.WebhookFormat;
import dev.pubwatch.schemas.AvroTrust;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * {@code secret-scanning}: reports that a token was found in the open, as GitHub sends them to the
 * partners of its secret scanning and deps.dev in the same form: a list of {@code {token, type,
 * url, source}}.
 *
 * <p>Each report is an {@code Exposure}. The token is hashed at once and never kept. Where the
 * system that issued it writes a hash of its own into its log, there is a second exposure under
 * that hash, so that the token's use is found in that log too.
 */
public final class SecretScanning extends WebhookFormat {
  static {
    AvroTrust.init();
  }

  private static final String NAME = "secret-scanning";

  public SecretScanning() {
    super(NAME, "reports of tokens found in public: GitHub's secret scanning, deps.dev");
  }

  @Override
  protected Parsed map(Delivery delivery, FormatContext context) throws MalformedException {
    List<SpecificRecord> exposures = new ArrayList<>();
    for (ObjectNode report : delivery.objects()) {
      add(new JsonFields(report), delivery, context, exposures);
    }
    return new Parsed.Events(exposures);
  }

  private static void add(
      JsonFields in, Delivery delivery, FormatContext context, List<SpecificRecord> exposures)
      throws MalformedException {
    String token = in.requireLongText("token", TokenHashes.MAX_TOKEN);
    EventTime reported = EventTime.of(in, delivery.receivedAt(context), "reported_at");
    String id = context.hasher().hash(token);
    exposures.add(exposure(in, id, reported, context));
    String logged = TokenHashes.ofIssuer(token);
    if (logged != null) {
      exposures.add(exposure(in, logged, reported, context));
    }
  }

  private static Exposure exposure(
      JsonFields in, String credentialId, EventTime reported, FormatContext context) {
    String type = in.text("type");
    String url = trimmed(in.text("url"));
    String where = in.text("source");
    Exposure exposure = new Exposure();
    exposure.setExposureId(NAME + ":" + RecordHash.of(credentialId, type, url, where));
    exposure.setCredentialId(credentialId);
    exposure.setCredentialKind(CredentialKind.api_token);
    exposure.setReportedAt(reported.at());
    exposure.setSource(context.source() == null ? NAME : context.source());
    exposure.setUrl(url);
    exposure.setNote(note(type, where));
    return Sanitizer.clean(exposure);
  }

  private static @Nullable String trimmed(@Nullable String url) {
    return url == null || url.isBlank() ? null : url.strip();
  }

  /** {@code some_type found in a commit}. */
  private static @Nullable String note(@Nullable String type, @Nullable String where) {
    if (type == null) {
      return where == null ? null : "found in: " + where;
    }
    return where == null ? type : type + ", found in: " + where;
  }
}
