package dev.pubwatch.formats.forge;

import dev.pubwatch.formats.Actions;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.formats.PackageUrl;
import dev.pubwatch.formats.Redactor;
import dev.pubwatch.formats.json.EventDraft;
import dev.pubwatch.formats.json.JsonFields;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Webhooks about packages in a forge's own registry. */
final class HookPackages {
  private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9.+-]{0,31}");

  private HookPackages() {}

  static SpecificRecord map(Hook hook) throws MalformedException {
    JsonFields in = hook.in();
    JsonFields pack = in.objectOrEmpty(in.has("package") ? "package" : "registry_package");
    JsonFields version = pack.objectOrEmpty("package_version");
    String action = in.text("action");
    EventDraft out =
        hook.draft(
            action(hook, action),
            hook.time(
                version.time("created_at") == null ? pack : version, "created_at", "updated_at"));
    String owner = pack.objectOrEmpty("owner").firstText("login", "username");
    owner = owner == null ? hook.owner() : owner;
    String project = project(hook, pack, owner);
    String digest = digest(version);
    out.version(first(version.text("version"), pack.text("version")));
    out.project(project).owner(owner);
    out.artifact().setName(pack.text("name"));
    out.artifact().setDigest(digest);
    out.attribute("repository", in.objectOrEmpty("repository").text("full_name"))
        .attribute("creator", pack.objectOrEmpty("creator").firstText("login", "username"))
        .attribute("author", version.objectOrEmpty("author").text("login"))
        .attribute(
            "tag", version.objectOrEmpty("container_metadata").objectOrEmpty("tag").text("name"))
        .attributes(pack, "html_url", "package_type", "type");
    return out.oddFields(in).publish();
  }

  private static String action(Hook hook, @Nullable String action) {
    return switch (action == null ? "" : action) {
      case "published", "created" -> "release:publish";
      case "deleted" -> "release:yank";
      default -> Actions.other(hook.name());
    };
  }

  /** A package of the forge's registry; npm's live under their owner's scope there. */
  private static @Nullable String project(Hook hook, JsonFields pack, @Nullable String owner) {
    String name = pack.text("name");
    String given = pack.firstText("package_type", "type");
    String type = given == null ? "" : purlType(given.toLowerCase(Locale.ROOT));
    if (name == null || !TYPE.matcher(type).matches()) {
      return null;
    }
    if (type.equals("docker")) {
      String registry = hook.system().equals("github") ? "ghcr.io" : hook.packageHost(pack);
      return PackageUrl.ofImage(owner == null ? name : owner + "/" + name, registry);
    }
    if (owner == null || name.startsWith("@") || !isScoped(hook, type)) {
      return PackageUrl.of(type, name);
    }
    return PackageUrl.of(type, "@" + Redactor.redact(owner).toLowerCase(Locale.ROOT) + "/" + name);
  }

  private static boolean isScoped(Hook hook, String type) {
    return type.equals("npm") && hook.system().equals("github");
  }

  /** The package URL's type for a forge's word. */
  private static String purlType(String type) {
    return switch (type) {
      case "container" -> "docker";
      case "rubygems" -> "gem";
      default -> type;
    };
  }

  private static @Nullable String digest(JsonFields version) {
    JsonFields manifest = version.objectOrEmpty("container_metadata").objectOrEmpty("manifest");
    String digest = manifest.text("digest");
    String name = version.text("name");
    return digest != null ? digest : name != null && name.startsWith("sha256:") ? name : null;
  }

  private static @Nullable String first(@Nullable String a, @Nullable String b) {
    return a != null ? a : b;
  }
}
