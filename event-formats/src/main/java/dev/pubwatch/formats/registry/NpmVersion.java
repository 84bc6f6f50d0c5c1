package dev.pubwatch.formats.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pubwatch.events.ActorKind;
import dev.pubwatch.events.CredentialKind;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.PackageUrl;
import dev.pubwatch.formats.json.EventDraft;
import dev.pubwatch.formats.json.JsonFields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * One version of an npm package.
 *
 * @param in its metadata; null when the version was unpublished
 */
record NpmVersion(String name, String version, Instant time, @Nullable JsonFields in) {
  private static final Set<String> INSTALL_SCRIPTS = Set.of("preinstall", "install", "postinstall");

  boolean isGone() {
    return in == null;
  }

  /**
   * Its publish.
   *
   * @param previous the version before it that still has its metadata, to tell new dependencies
   */
  SpecificRecord publish(@Nullable NpmVersion previous, FormatContext context) {
    EventDraft out = draft(version, time, "release:publish", context);
    if (in == null) {
      return out.attribute("unpublished", true).publish();
    }
    publisher(in, out);
    artifact(in, previous, out);
    JsonFields dist = in.objectOrEmpty("dist");
    out.provenance().setAttested(dist.raw("attestations").isObject());
    String npm = in.text("_npmVersion");
    out.origin().setClient(npm == null ? null : "npm");
    out.origin().setClientVersion(npm);
    out.ci().setHeadSha(in.text("gitHead"));
    JsonNode repository = in.raw("repository");
    out.attribute(
            "repository",
            repository.isTextual() ? repository.textValue() : repository.path("url").textValue())
        .attribute("maintainers", sizeOf(in.raw("maintainers")))
        .attribute("node_version", in.text("_nodeVersion"))
        .attribute("deprecated", in.text("deprecated"));
    return out.oddFields(in).publish();
  }

  /** The whole package was unpublished. */
  static SpecificRecord unpublish(String name, Instant time, FormatContext context) {
    NpmVersion whole = new NpmVersion(name, "", time, null);
    EventDraft out =
        new EventDraft(
                "npm:" + name + "#unpublished@" + time.toEpochMilli(),
                source(context),
                time,
                "release:yank",
                context)
            .sourceAction("unpublish")
            .project(PackageUrl.of("npm", whole.name))
            .owner(NpmNames.scope(name));
    return out.publish();
  }

  private EventDraft draft(String ofVersion, Instant at, String action, FormatContext context) {
    return new EventDraft("npm:" + name + "@" + ofVersion, source(context), at, action, context)
        .project(PackageUrl.of("npm", name))
        .owner(NpmNames.scope(name))
        .version(ofVersion);
  }

  static String source(FormatContext context) {
    return context.source() == null ? "npm" : context.source();
  }

  private static void publisher(JsonFields in, EventDraft out) {
    JsonFields user = in.objectOrEmpty("_npmUser");
    String name = user.text("name");
    out.actor().setId(name);
    JsonFields trusted =
        user.raw("trustedPublisher").isObject() ? user.objectOrEmpty("trustedPublisher") : null;
    if (trusted != null) {
      String id = trusted.text("id");
      String publisher = id == null ? "trusted publisher" : id;
      out.actor().setKind(ActorKind.service);
      out.provenance().setTrustedPublisher(publisher);
      out.credential().setKind(CredentialKind.trusted_publisher);
      out.credential().setIssuer(publisher);
      out.attribute("oidc_config", trusted.text("oidcConfigId"));
    } else if (name != null) {
      boolean bot = name.endsWith("[bot]") || name.endsWith("-bot") || name.endsWith("_bot");
      out.actor().setKind(bot ? ActorKind.bot : ActorKind.unknown);
    }
    out.attribute("publisher_email", user.text("email"));
  }

  private static void artifact(JsonFields in, @Nullable NpmVersion previous, EventDraft out) {
    JsonFields dist = in.objectOrEmpty("dist");
    String shasum = dist.text("shasum");
    String integrity = dist.text("integrity");
    out.artifact()
        .setDigest(integrity != null ? integrity : shasum == null ? null : "sha1:" + shasum);
    out.artifact().setSizeBytes(dist.count("unpackedSize"));
    out.artifact().setFileCount(dist.smallCount("fileCount"));
    out.artifact().setInstallScript(installs(in));
    Set<String> dependencies = dependencies(in);
    out.artifact().setDependencyCount(dependencies.size());
    if (previous != null && previous.in != null) {
      dependencies.removeAll(dependencies(previous.in));
      out.artifact().setDependenciesAdded(new ArrayList<>(dependencies));
    }
  }

  private static boolean installs(JsonFields in) {
    return Boolean.TRUE.equals(in.flag("hasInstallScript"))
        || in.objectOrEmpty("scripts").entries().stream()
            .anyMatch(script -> INSTALL_SCRIPTS.contains(script.getKey()));
  }

  private static Set<String> dependencies(JsonFields in) {
    Set<String> names = new TreeSet<>();
    in.objectOrEmpty("dependencies").entries().forEach(entry -> names.add(entry.getKey()));
    return names;
  }

  private static @Nullable Integer sizeOf(JsonNode list) {
    return list.isArray() ? list.size() : null;
  }
}
