package dev.pubwatch.formats.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.events.ActorKind;
import dev.pubwatch.events.CredentialKind;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.Framing;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.formats.PackageUrl;
import dev.pubwatch.formats.Parsed;
import dev.pubwatch.formats.Redactor;
import dev.pubwatch.formats.json.EventDraft;
import dev.pubwatch.formats.json.JsonFields;
import dev.pubwatch.formats.json.JsonFormat;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * {@code warehouse-events}: rows of the event tables of PyPI's Warehouse ({@code user_events},
 * {@code project_events}, {@code file_events}, {@code organization_events}, {@code team_events}).
 *
 * <p>A row names its project and user by ids alone: the query that reads it joins {@code project},
 * {@code user} and {@code ip_address}. Where it does not, a file's project is read from its name,
 * and any other project is null. A row that was deleted is an erasure and no event.
 */
public final class WarehouseEvents extends JsonFormat {
  private static final String OIDC_SUBMITTER = "OpenID created token";

  private static final Set<String> READ =
      Set.of("submitted_by", "canonical_version", "geoip_info", "user_agent_info", "macaroon_id");

  public WarehouseEvents() {
    super(
        "warehouse-events",
        "PyPI's Warehouse: rows of its event tables as JSON lines, or as Debezium writes them",
        Framing.LINES);
  }

  @Override
  protected Parsed map(ObjectNode record, FormatContext context) throws MalformedException {
    Row row = Row.of(record);
    if (row.erased()) {
      return Parsed.nothing();
    }
    JsonFields in = row.in();
    String tag = in.requireText("tag");
    JsonFields additional = row.json("additional");
    String word = WarehouseTags.word(tag);
    EventDraft out =
        new EventDraft("pypi:" + in.requireText("id"), source(context), time(in), word, context)
            .sourceAction(tag);
    String project = project(in, additional);
    out.project(project == null ? null : PackageUrl.of("pypi", normalized(project)))
        .owner(in.firstText("organization", "organization_name"))
        .version(additional.firstText("canonical_version", "version"));
    actor(in, additional, out);
    credential(tag, additional, out);
    RowOrigins.fill(in, additional, out);
    out.artifact().setName(additional.text("filename"));
    out.attributes(in, "source_id")
        .attribute("table", row.table())
        .otherAttributes(additional, READ)
        .oddFields(in)
        .oddFields(additional);
    return Parsed.of(kind(tag, word, out));
  }

  private static SpecificRecord kind(String tag, String word, EventDraft out) {
    if (word.startsWith("token:") || word.startsWith("login:") || word.startsWith("mfa:")) {
      return out.token();
    }
    if (tag.startsWith("organization:") || tag.startsWith("team:")) {
      return out.ciEvent();
    }
    return tag.startsWith("account:") ? out.token() : out.publish();
  }

  private static String source(FormatContext context) {
    return context.source() == null ? "pypi" : context.source();
  }

  private static Instant time(JsonFields in) throws MalformedException {
    return RowTimes.required(in, "time");
  }

  private static @Nullable String project(JsonFields in, JsonFields additional) {
    String joined = in.firstText("project", "project_name");
    String file = additional.text("filename");
    return joined != null ? joined : file == null ? null : ofFile(file);
  }

  /** The project in {@code name-1.0-py3-none-any.whl} or {@code some-name-1.0.tar.gz}. */
  private static @Nullable String ofFile(String file) {
    int dash = file.endsWith(".whl") ? file.indexOf('-') : file.lastIndexOf('-');
    return dash > 0 ? file.substring(0, dash) : null;
  }

  /** The name as PyPI's own addresses write it (PEP 503). */
  static String normalized(String project) {
    return Redactor.redact(project).toLowerCase(Locale.ROOT).replaceAll("[-_.]{1,64}", "-");
  }

  private static void actor(JsonFields in, JsonFields additional, EventDraft out) {
    String submitter = additional.text("submitted_by");
    boolean publisher = OIDC_SUBMITTER.equals(submitter);
    String actor = submitter != null ? submitter : in.firstText("user", "username");
    out.actor().setId(actor);
    out.actor()
        .setKind(
            publisher ? ActorKind.service : actor == null ? ActorKind.unknown : ActorKind.user);
  }

  private static void credential(String tag, JsonFields additional, EventDraft out) {
    String macaroon = additional.text("macaroon_id");
    out.credential().setId(macaroon == null ? null : "pypi-macaroon:" + macaroon);
    String publisher = repository(additional.firstText("publisher_url", "url"));
    if (Boolean.TRUE.equals(additional.flag("uploaded_via_trusted_publisher"))) {
      out.credential().setKind(CredentialKind.trusted_publisher);
      out.credential().setIssuer(publisher);
      out.provenance().setTrustedPublisher(publisher == null ? OIDC_SUBMITTER : publisher);
    } else if (tag.contains(":oidc:") || tag.contains(":short_lived_api_token:")) {
      out.credential().setKind(CredentialKind.trusted_publisher);
      out.credential().setIssuer(publisher);
    } else if (tag.contains(":api_token:")) {
      out.credential().setKind(CredentialKind.api_token);
    } else if (tag.contains(":login:")) {
      out.credential().setKind(CredentialKind.password);
    }
  }

  /** {@code github.com/owner/repo} of the address of a repository or of a commit in it. */
  private static @Nullable String repository(@Nullable String url) {
    if (url == null || !url.startsWith("https://")) {
      return url;
    }
    int commit = url.indexOf("/commit/");
    return url.substring("https://".length(), commit < 0 ? url.length() : commit);
  }
}
