package dev.pubwatch.formats.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.events.ActorKind;
import dev.pubwatch.events.CredentialKind;
import dev.pubwatch.formats.Actions;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.formats.PackageUrl;
import dev.pubwatch.formats.Parsed;
import dev.pubwatch.formats.json.Delivery;
import dev.pubwatch.formats.json.EventDraft;
import dev.pubwatch.formats.json.EventTime;
import dev.pubwatch.formats.json.JsonFields;
import dev.pubwatch.formats.json.JsonTree;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Artifactory's webhooks. They tell neither time nor address: the time is that of receipt, and
 * where that is not known either, the webhook is rejected.
 */
final class ArtifactoryHooks {
  private ArtifactoryHooks() {}

  static Parsed map(Delivery delivery, FormatContext context) throws MalformedException {
    ObjectNode body = delivery.object();
    JsonFields top = new JsonFields(body);
    JsonFields in = top.raw("event").isObject() ? top.objectOrEmpty("event") : top;
    JsonFields data = data(in);
    String type = in.requireText("event_type");
    String domain = domain(in, data);
    EventTime time = EventTime.of(in, delivery.receivedAt(context), "timestamp", "time");
    String id = in.text("id");
    EventDraft out =
        new EventDraft(
                "artifactory:hook:" + (id == null ? delivery.id() : id),
                ArtifactoryAccess.source(context),
                time.at(),
                word(domain, type),
                context)
            .sourceAction(domain + "." + type)
            .attribute(EventTime.ATTRIBUTE, time.from());
    what(in, data, domain, out);
    who(in, out);
    out.attributes(in, "subscription_key", "source", "jpd_origin")
        .attributes(data, "path", "source_repo_path", "target_repo_path");
    return Parsed.of(kind(domain, out.oddFields(in).oddFields(data)));
  }

  /** An object, or text that holds one. */
  private static JsonFields data(JsonFields in) throws MalformedException {
    if (in.raw("data").isTextual()) {
      return new JsonFields(JsonTree.readObject(in.raw("data").textValue()));
    }
    return in.raw("data").isObject() ? in.objectOrEmpty("data") : in;
  }

  private static String domain(JsonFields in, JsonFields data) throws MalformedException {
    String domain = in.text("domain");
    if (domain != null) {
      return domain;
    }
    if (data.has("image_name")) {
      return "docker";
    }
    if (data.has("repo_key")) {
      return "artifact";
    }
    throw new MalformedException("expected domain, or repo_key of an artifact");
  }

  private static String word(String domain, String type) {
    return switch (domain + "." + type) {
      case "artifact.deployed" -> "file:add";
      case "artifact.deleted" -> "release:yank";
      case "docker.pushed" -> "release:publish";
      case "docker.deleted" -> "release:yank";
      case "docker.promoted" -> "release:publish";
      case "release_bundle.created" -> Actions.other("release_bundle.created");
      default -> Actions.other(domain + "." + type);
    };
  }

  private static SpecificRecord kind(String domain, EventDraft out) {
    return domain.equals("artifact") || domain.equals("docker") ? out.publish() : out.ciEvent();
  }

  private static void what(JsonFields in, JsonFields data, String domain, EventDraft out) {
    String repository = data.text("repo_key");
    String image = data.text("image_name");
    String path = data.text("path");
    if (domain.equals("docker") && image != null) {
      out.project(PackageUrl.ofImage(image, host(in.text("jpd_origin")))).version(data.text("tag"));
    } else if (path != null) {
      RepositoryPath what = RepositoryPath.of(repository, path);
      out.project(what.project()).version(what.version());
    }
    out.owner(repository);
    out.artifact().setName(data.text("name"));
    String sha256 = data.text("sha256");
    out.artifact().setDigest(sha256 == null ? null : "sha256:" + sha256);
    out.artifact().setSizeBytes(data.count("size"));
  }

  private static @Nullable String host(@Nullable String origin) {
    int start = origin == null ? -1 : origin.indexOf("://");
    if (origin == null || start < 0) {
      return null;
    }
    int end = origin.indexOf('/', start + 3);
    return origin.substring(start + 3, end < 0 ? origin.length() : end);
  }

  private static void who(JsonFields in, EventDraft out) {
    JsonFields user = in.objectOrEmpty("userContext");
    String id = user.text("id");
    out.actor().setId(id);
    out.actor().setKind(id == null ? ActorKind.unknown : ActorKind.user);
    Boolean token = user.flag("isToken");
    out.credential()
        .setKind(Boolean.TRUE.equals(token) ? CredentialKind.api_token : CredentialKind.unknown);
    out.attribute("realm", user.text("realm"));
  }
}
