package dev.pubwatch.formats.registry;

import dev.pubwatch.formats.Actions;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.formats.Parsed;
import dev.pubwatch.formats.json.EventDraft;
import dev.pubwatch.formats.json.JsonFields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Versions of crates: rows of {@code versions} and what the API shows of them. */
final class CratesVersions {
  private CratesVersions() {}

  /** The publish, and each yank and unyank that {@code audit_actions} tells. */
  static Parsed ofApi(JsonFields version, FormatContext context) throws MalformedException {
    String crate = version.requireText("crate");
    String num = version.requireText("num");
    List<SpecificRecord> events = new ArrayList<>();
    events.add(publish(version, "crates.io:" + crate + "@" + num, context));
    for (JsonFields audit : version.objects("audit_actions")) {
      String action = audit.requireText("action");
      if (!action.equals("publish")) {
        events.add(audited(audit, action, crate, num, context));
      }
    }
    return new Parsed.Events(events);
  }

  private static SpecificRecord audited(
      JsonFields audit, String action, String crate, String num, FormatContext context)
      throws MalformedException {
    Instant time = audit.requireTime("time");
    String id = "crates.io:%s@%s#%s@%d".formatted(crate, num, action, time.toEpochMilli());
    EventDraft out =
        new EventDraft(
                id,
                Crates.source(context),
                time,
                action.equals("yank") ? "release:yank" : Actions.other(action),
                context)
            .sourceAction(action)
            .project(Crates.project(crate))
            .version(num);
    JsonFields user = audit.objectOrEmpty("user");
    Crates.user(user.text("login"), user.text("id"), out);
    return out.oddFields(audit).publish();
  }

  /** A row that a trusted publisher made; any other is told by version_owner_actions. */
  static Parsed ofRow(JsonFields row, FormatContext context) throws MalformedException {
    return row.has("trustpub_data")
        ? Parsed.of(publish(row, "crates.io:versions:" + row.text("id"), context))
        : Parsed.nothing();
  }

  private static SpecificRecord publish(JsonFields version, String id, FormatContext context)
      throws MalformedException {
    String crate = version.firstText("crate", "crate_name");
    EventDraft out =
        new EventDraft(
                id,
                Crates.source(context),
                RowTimes.required(version, "created_at"),
                "release:publish",
                context)
            .project(Crates.project(crate))
            .version(version.requireText("num"));
    if (version.has("trustpub_data")) {
      Crates.trusted(version.objectOrEmpty("trustpub_data"), out);
    } else {
      JsonFields publisher = version.objectOrEmpty("published_by");
      Crates.user(publisher.text("login"), publisher.text("id"), out);
    }
    out.artifact().setName(crate);
    out.artifact().setSizeBytes(version.count("crate_size"));
    String checksum = version.text("checksum");
    out.artifact().setDigest(checksum == null ? null : "sha256:" + checksum);
    out.attributes(version, "crate_id", "yanked", "yank_message", "repository", "rust_version");
    return out.oddFields(version).publish();
  }
}
