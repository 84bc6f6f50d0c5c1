package dev.pubwatch.formats.registry;

import dev.pubwatch.events.CredentialKind;
import dev.pubwatch.formats.Actions;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.formats.Parsed;
import dev.pubwatch.formats.json.EventDraft;
import dev.pubwatch.formats.json.JsonFields;
import org.jspecify.annotations.Nullable;

/** Rows of {@code version_owner_actions}, {@code api_tokens} and {@code trustpub_tokens}. */
final class CratesRows {
  private CratesRows() {}

  static Parsed action(JsonFields row, FormatContext context) throws MalformedException {
    String verb = verb(row.text("action"));
    EventDraft out =
        new EventDraft(
                "crates.io:version_owner_actions:" + row.text("id"),
                Crates.source(context),
                RowTimes.required(row, "time"),
                switch (verb) {
                  case "publish" -> "release:publish";
                  case "yank" -> "release:yank";
                  default -> Actions.other(verb);
                },
                context)
            .sourceAction(verb)
            .project(Crates.project(row.firstText("crate", "crate_name")))
            .version(row.firstText("num", "version"));
    requireId(row);
    Crates.user(row.firstText("login", "gh_login"), row.text("user_id"), out);
    out.credential().setId(Crates.tokenId(row.text("api_token_id")));
    out.credential()
        .setKind(row.has("api_token_id") ? CredentialKind.api_token : CredentialKind.session);
    out.attributes(row, "version_id", "crate_id");
    return Parsed.of(out.oddFields(row).publish());
  }

  private static String verb(@Nullable String number) {
    return switch (number == null ? "" : number) {
      case "0" -> "publish";
      case "1" -> "yank";
      case "2" -> "unyank";
      default -> "action_" + number;
    };
  }

  static Parsed token(JsonFields row, FormatContext context) throws MalformedException {
    requireId(row);
    EventDraft out =
        new EventDraft(
            "crates.io:api_tokens:" + row.text("id"),
            Crates.source(context),
            RowTimes.required(row, "created_at"),
            "token:create",
            context);
    Crates.user(row.firstText("login", "gh_login"), row.text("user_id"), out);
    out.credential().setId(Crates.tokenId(row.text("id")));
    out.credential().setKind(CredentialKind.api_token);
    out.credential().setScopes(row.texts("endpoint_scopes"));
    out.credential().setCreatedAt(row.time("created_at"));
    out.attribute("label", row.text("name"))
        .attribute("crate_scopes", String.join(", ", row.texts("crate_scopes")))
        .attributes(row, "revoked", "last_used_at", "expired_at");
    return Parsed.of(out.oddFields(row).token());
  }

  static Parsed trustedToken(JsonFields row, FormatContext context) throws MalformedException {
    requireId(row);
    EventDraft out =
        new EventDraft(
            "crates.io:trustpub_tokens:" + row.text("id"),
            Crates.source(context),
            RowTimes.required(row, "created_at"),
            "token:create",
            context);
    Crates.trusted(row.objectOrEmpty("trustpub_data"), out);
    out.credential().setId("crates-trustpub:" + row.text("id"));
    out.credential().setCreatedAt(row.time("created_at"));
    out.attribute("crate_ids", row.raw("crate_ids").isArray() ? row.raw("crate_ids") : null)
        .attributes(row, "expires_at");
    return Parsed.of(out.oddFields(row).token());
  }

  private static void requireId(JsonFields row) throws MalformedException {
    if (row.text("id") == null) {
      throw new MalformedException("id is missing: expected the row's number");
    }
  }
}
