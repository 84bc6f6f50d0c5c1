package dev.pubwatch.formats.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.events.ActorKind;
import dev.pubwatch.events.Artifact;
import dev.pubwatch.formats.Addresses;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.Framing;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.formats.PackageUrl;
import dev.pubwatch.formats.Parsed;
import dev.pubwatch.formats.json.EventDraft;
import dev.pubwatch.formats.json.JsonFields;
import dev.pubwatch.formats.json.JsonFormat;
import dev.pubwatch.formats.json.Origins;
import dev.pubwatch.formats.json.RecordHash;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code oci-notifications}: events of a registry that follows the distribution project, one
 * element of the envelope's {@code events} a record.
 *
 * <p>One push of an image is many layer events and one of its manifest: only manifests count. A
 * pull of a manifest by a named actor is a {@code token:use}: what a stolen pull credential shows
 * up as. Anonymous pulls, layers and mounts are of no interest. Deletions name no media type, so
 * that the deletion of a single layer reads as {@code release:yank} too.
 *
 * <p>The host in a notification is what the client asked for. Where a registry answers to several
 * names, set the source ({@code oci:registry.example}), so that an image is one project whichever
 * name was used.
 */
public final class OciNotifications extends JsonFormat {

  public OciNotifications() {
    super(
        "oci-notifications",
        "notifications of an OCI registry (distribution): the envelope it posts, or its events",
        Framing.JSON);
  }

  @Override
  protected Parsed map(ObjectNode record, FormatContext context) throws MalformedException {
    JsonFields in = new JsonFields(record);
    String verb = in.requireText("action");
    JsonFields target = in.objectOrEmpty("target");
    String repository = target.requireText("repository");
    String actor = in.objectOrEmpty("actor").text("name");
    String action = action(verb, target, actor);
    if (action == null) {
      return Parsed.nothing();
    }
    JsonFields request = in.objectOrEmpty("request");
    String id = in.text("id");
    EventDraft out =
        new EventDraft(
                "oci:" + (id == null ? RecordHash.of(record) : id),
                source(request.text("host"), context),
                in.requireTime("timestamp"),
                action,
                context)
            .sourceAction(verb)
            .project(PackageUrl.ofImage(repository, registry(request.text("host"), context)))
            .owner(
                repository.indexOf('/') > 0
                    ? repository.substring(0, repository.indexOf('/'))
                    : null)
            .version(target.firstText("tag", "digest"));
    actor(actor, out);
    artifact(target, repository, out.artifact());
    out.origin().setIp(Addresses.canonical(request.text("addr")));
    Origins.userAgent(out.origin(), request.text("useragent"));
    out.attribute("media_type", target.text("mediaType"))
        .attribute("request_id", request.text("id"))
        .attribute("instance", in.objectOrEmpty("source").text("instanceID"))
        .oddFields(in);
    return Parsed.of(action.equals("token:use") ? out.token() : out.publish());
  }

  private static @Nullable String action(String verb, JsonFields target, @Nullable String actor) {
    return switch (verb) {
      case "push" -> isManifest(target) ? "release:publish" : null;
      case "pull" -> isManifest(target) && actor != null ? "token:use" : null;
      case "delete" -> "release:yank";
      default -> null;
    };
  }

  private static boolean isManifest(JsonFields target) {
    String mediaType = target.text("mediaType");
    String url = target.text("url");
    return (mediaType != null
            && (mediaType.contains(".manifest.") || mediaType.contains(".image.index.")))
        || (url != null && url.contains("/manifests/"));
  }

  private static String source(@Nullable String host, FormatContext context) {
    String given = context.source();
    return given != null ? given : host != null ? "oci:" + host : "oci";
  }

  /** The registry's name: the operator's, else the host that the client asked for. */
  private static @Nullable String registry(@Nullable String host, FormatContext context) {
    String given = context.source();
    return given == null ? host : given.substring(given.indexOf(':') + 1);
  }

  private static void actor(@Nullable String name, EventDraft out) {
    out.actor().setId(name);
    boolean robot = name != null && name.startsWith("robot$");
    out.actor().setKind(robot ? ActorKind.bot : ActorKind.unknown);
  }

  private static void artifact(JsonFields target, String repository, Artifact artifact) {
    artifact.setName(repository);
    artifact.setDigest(target.text("digest"));
    artifact.setSizeBytes(size(target.objects("references")));
  }

  /** Size of the layers and the configuration; the manifest's own size says nothing. */
  private static @Nullable Long size(List<JsonFields> references) {
    long sum = 0;
    for (JsonFields reference : references) {
      Long size = reference.count("size");
      if (size == null) {
        return null;
      }
      sum = Math.min(Long.MAX_VALUE - size, sum) + size;
    }
    return references.isEmpty() ? null : sum;
  }
}
