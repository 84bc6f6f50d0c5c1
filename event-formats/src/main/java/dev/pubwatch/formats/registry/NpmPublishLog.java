package dev.pubwatch.formats.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.events.ActorKind;
import dev.pubwatch.events.Artifact;
import dev.pubwatch.events.CredentialKind;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.Framing;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.formats.PackageUrl;
import dev.pubwatch.formats.Parsed;
import dev.pubwatch.formats.Text;
import dev.pubwatch.formats.json.EventDraft;
import dev.pubwatch.formats.json.JsonFields;
import dev.pubwatch.formats.json.JsonFormat;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code npm-publish-log}: one publish a line, as rebuilt from package metadata.
 *
 * <p>A version that was removed has lost its metadata, and a tool that rebuilds the log may then
 * write {@code "provenance": false}. With nothing else known of the version that is read as
 * unknown.
 */
public final class NpmPublishLog extends JsonFormat {
  private static final Pattern REGISTRY = Pattern.compile("[a-z][a-z0-9.+-]{0,31}");

  private static final Set<String> READ =
      Set.of(
          "registry",
          "package",
          "version",
          "time",
          "publisher",
          "trusted_publisher",
          "provenance",
          "npm_version",
          "has_install_script",
          "unpacked_size",
          "file_count",
          "maintainers",
          "dependencies");

  public NpmPublishLog() {
    super(
        "npm-publish-log",
        "npm publishes rebuilt from package metadata, one JSON object a line",
        Framing.LINES);
  }

  @Override
  protected Parsed map(ObjectNode record, FormatContext context) throws MalformedException {
    JsonFields in = new JsonFields(record);
    String registry = registry(in);
    String name = in.requireText("package");
    String version = in.requireText("version");
    EventDraft out =
        new EventDraft(
                registry + ":" + name + "@" + version,
                registry,
                in.requireTime("time"),
                "release:publish",
                context)
            .project(PackageUrl.of(registry, name))
            .owner(NpmNames.scope(name))
            .version(version);
    publisher(in, out);
    artifact(in, out.artifact());
    String client = in.text("npm_version");
    out.origin().setClient(client == null ? null : registry);
    out.origin().setClientVersion(client);
    out.attribute("maintainers", size(in, "maintainers"));
    out.otherAttributes(in, READ);
    return Parsed.of(out.oddFields(in).publish());
  }

  private static String registry(JsonFields in) throws MalformedException {
    String registry = in.has("registry") ? in.requireText("registry") : "npm";
    if (!REGISTRY.matcher(registry).matches()) {
      throw new MalformedException(
          "registry must be a package URL type such as npm, was " + Text.show(registry));
    }
    return registry;
  }

  private static void publisher(JsonFields in, EventDraft out) {
    String publisher = in.text("publisher");
    String trusted = trustedPublisher(in);
    out.actor().setId(publisher);
    out.actor().setKind(kind(publisher, trusted));
    out.provenance().setTrustedPublisher(trusted);
    out.provenance().setAttested(attested(in));
    if (trusted != null) {
      out.credential().setKind(CredentialKind.trusted_publisher);
      out.credential().setIssuer(trusted);
    }
  }

  /** The registry's word for it: a name, or an object with an id. {@code false} means none. */
  private static @Nullable String trustedPublisher(JsonFields in) {
    JsonNode value = in.raw("trusted_publisher");
    if (value.isBoolean()) {
      return value.booleanValue() ? "trusted publisher" : null;
    }
    return value.isObject()
        ? in.objectOrEmpty("trusted_publisher").firstText("id", "name")
        : in.text("trusted_publisher");
  }

  /** Who published: a trusted publisher is a service; a name may say that it is a bot. */
  private static ActorKind kind(@Nullable String publisher, @Nullable String trusted) {
    if (trusted != null) {
      return ActorKind.service;
    }
    String name = publisher == null ? "" : publisher.toLowerCase(Locale.ROOT);
    boolean bot = name.endsWith("[bot]") || name.endsWith("-bot") || name.endsWith("_bot");
    return bot ? ActorKind.bot : ActorKind.unknown;
  }

  private static @Nullable Boolean attested(JsonFields in) {
    JsonNode value = in.raw("provenance");
    if (value.isObject()) {
      return true;
    }
    Boolean attested = in.flag("provenance");
    return (Boolean.FALSE.equals(attested) && isMetadataGone(in)) ? null : attested;
  }

  private static boolean isMetadataGone(JsonFields in) {
    return !in.has("publisher")
        && !in.has("npm_version")
        && !in.has("has_install_script")
        && !in.has("unpacked_size")
        && !in.has("dependencies");
  }

  private static void artifact(JsonFields in, Artifact artifact) {
    artifact.setSizeBytes(in.count("unpacked_size"));
    artifact.setFileCount(in.smallCount("file_count"));
    artifact.setInstallScript(in.flag("has_install_script"));
    artifact.setDependencyCount(size(in, "dependencies"));
  }

  /** A number, or the size of a list or an object. */
  private static @Nullable Integer size(JsonFields in, String name) {
    JsonNode value = in.raw(name);
    return value.isContainerNode() ? Integer.valueOf(value.size()) : in.smallCount(name);
  }
}
