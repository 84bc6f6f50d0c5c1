package dev.pubwatch.formats.registry;

import dev.pubwatch.events.ActorKind;
import dev.pubwatch.events.CredentialKind;
import dev.pubwatch.formats.Actions;
import dev.pubwatch.formats.Addresses;
import dev.pubwatch.formats.PackageUrl;
import dev.pubwatch.formats.Redactor;
import dev.pubwatch.formats.json.EventDraft;
import dev.pubwatch.formats.json.JsonFields;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** What Nexus's domains, formats and initiators are in the contract's words. */
final class NexusWords {
  private static final Pattern FORMAT = Pattern.compile("[a-z][a-z0-9.+-]{0,31}");
  private static final Set<String> REMOVED = Set.of("deleted", "purged", "reset");

  private NexusWords() {}

  /** A component is a release; an asset is one file of it. */
  static String ofAudit(String domain, String sourceType, @Nullable String about) {
    String type = sourceType.toLowerCase(Locale.ROOT);
    boolean created = type.equals("created");
    boolean removed = REMOVED.contains(type);
    String other = Actions.other(domain + "." + type);
    return switch (domain) {
      case "repository.component" -> created ? "release:publish" : removed ? "release:yank" : other;
      case "repository.asset" -> created ? "file:add" : removed ? "release:yank" : other;
      case "userToken", "security.usertoken", "security.apikey" ->
          created ? "token:create" : removed ? "token:delete" : other;
      case "security.user" -> created ? "member:add" : other;
      case "capability" -> capability(created, about == null ? "" : about, other);
      default -> other;
    };
  }

  /** Capabilities are how Nexus keeps its audit and sends its webhooks. */
  private static String capability(boolean created, String about, String other) {
    if (about.startsWith("audit")) {
      return "audit_log:change";
    }
    return created && about.startsWith("webhook") ? "webhook:create" : other;
  }

  static SpecificRecord record(EventDraft out, boolean aboutRepository) {
    if (aboutRepository) {
      return out.publish();
    }
    if (!out.action().startsWith("token:")) {
      return out.ciEvent();
    }
    out.credential().setKind(CredentialKind.api_token);
    return out.token();
  }

  /** Sets project, owner and version of an event about a component. */
  static void component(
      String format, JsonFields component, @Nullable String repository, EventDraft out) {
    String name = component.text("name");
    String group = component.text("group");
    String type = type(format.toLowerCase(Locale.ROOT));
    if (name != null && FORMAT.matcher(type).matches()) {
      out.project(project(type, group, name, repository));
    }
    out.owner(repository).version(component.text("version")).attribute("repository", repository);
    out.artifact().setName(name);
  }

  /** Sets project, owner and version of an event about a file, as far as its path tells. */
  static void asset(@Nullable String repository, String rawPath, EventDraft out) {
    String path = Redactor.redact(rawPath); // while all of it stands there
    RepositoryPath what = RepositoryPath.of(repository, path);
    out.project(what.project()).owner(repository).version(what.version());
    out.artifact().setName(path.substring(path.lastIndexOf('/') + 1));
    out.attribute("repository", repository).attribute("path", path);
  }

  private static String project(
      String type, @Nullable String group, String name, @Nullable String repository) {
    return switch (type) {
      case "npm" -> PackageUrl.of(type, group == null ? name : "@" + group + "/" + name);
      case "docker" -> PackageUrl.ofImage(name, null);
      case "generic" -> PackageUrl.of(type, repository == null ? name : repository + "/" + name);
      case "pypi" -> PackageUrl.of(type, WarehouseEvents.normalized(name));
      default -> PackageUrl.of(type, group == null ? name : group + "/" + name);
    };
  }

  private static String type(String format) {
    return switch (format) {
      case "maven2" -> "maven";
      case "rubygems" -> "gem";
      case "go" -> "golang";
      case "raw" -> "generic";
      default -> format;
    };
  }

  /**
   * {@code user/address}, parted at the last slash since a user's name may hold one; a task of
   * Nexus itself has no address.
   */
  static void initiator(JsonFields in, EventDraft out) {
    String initiator = in.text("initiator");
    if (initiator == null) {
      return;
    }
    int slash = initiator.lastIndexOf('/');
    String address = slash < 0 ? null : Addresses.canonical(initiator.substring(slash + 1));
    String user = address == null ? initiator : initiator.substring(0, slash);
    String principal = in.text("principal");
    user = user.equals("*UNKNOWN") && principal != null ? principal : user;
    out.actor().setId(user);
    out.actor().setKind(kind(user));
    out.origin().setIp(address);
  }

  private static ActorKind kind(String user) {
    if (user.equals("*TASK") || user.equals("*SYSTEM")) {
      return ActorKind.service;
    }
    boolean nobody = user.startsWith("*") || user.equals("anonymous");
    return nobody ? ActorKind.unknown : ActorKind.user;
  }
}
