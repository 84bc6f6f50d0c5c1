package dev.pubwatch.formats.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.Framing;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.formats.Parsed;
import dev.pubwatch.formats.json.JsonFields;
import dev.pubwatch.formats.json.JsonFormat;

/**
 * {@code crates-io}: rows of crates.io's tables, the versions that its API shows, and lines of its
 * request log.
 *
 * <p>A publish by a trusted publisher writes no row of {@code version_owner_actions}: it is read
 * from {@code versions}, whose other rows are told there already and give nothing. Addresses are in
 * no table, only in the request log, whose requests with a token are {@code token:use}.
 */
public final class CratesIo extends JsonFormat {

  public CratesIo() {
    super(
        "crates-io",
        "crates.io: rows of its tables, versions of its API, lines of its request log",
        Framing.JSON);
  }

  @Override
  protected Parsed map(ObjectNode record, FormatContext context) throws MalformedException {
    if (record.hasNonNull("http.method")) {
      return CratesRequests.map(new JsonFields(record), context);
    }
    if (record.path("version").isObject()) {
      return CratesVersions.ofApi(new JsonFields(record).objectOrEmpty("version"), context);
    }
    Row row = Row.of(record);
    if (row.erased()) {
      return Parsed.nothing();
    }
    JsonFields in = row.in();
    if (in.has("audit_actions")) {
      return CratesVersions.ofApi(in, context);
    }
    if (in.has("version_id") && in.has("action")) {
      return CratesRows.action(in, context);
    }
    if (in.has("num") && in.has("created_at")) {
      return CratesVersions.ofRow(in, context);
    }
    if (in.has("crate_ids") && in.has("trustpub_data")) {
      return CratesRows.trustedToken(in, context);
    }
    if (in.has("endpoint_scopes") || "api_tokens".equals(row.table())) {
      return CratesRows.token(in, context);
    }
    throw new MalformedException(
        "expected a row of version_owner_actions, versions, api_tokens or trustpub_tokens, a"
            + " version of the API or a line of the request log");
  }
}
