package dev.pubwatch.formats.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.events.ActorKind;
import dev.pubwatch.events.CredentialKind;
import dev.pubwatch.formats.Actions;
import dev.pubwatch.formats.Addresses;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.formats.PackageUrl;
import dev.pubwatch.formats.Parsed;
import dev.pubwatch.formats.json.Delivery;
import dev.pubwatch.formats.json.EventDraft;
import dev.pubwatch.formats.json.EventTime;
import dev.pubwatch.formats.json.JsonFields;
import dev.pubwatch.formats.json.WebhookFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;

/**
 * {@code nexus-audit}: Nexus Repository 3's {@code audit.log} and its webhooks for components,
 * assets and repositories.
 *
 * <p>The initiator is {@code user/address}. A file's package is read from its path where the path
 * has Maven's or npm's shape. The audit log has no id: it is a hash of the line.
 */
public final class NexusAudit extends WebhookFormat {
  private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9.+-]{0,31}");

  /** {@code domain.type} of the log, {@code kind.action} of a webhook, in lower case. */
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("repository.component.created", "release:publish"),
          Map.entry("repository.component.deleted", "release:yank"),
          Map.entry("repository.component.purged", "release:yank"),
          Map.entry("repository.asset.created", "file:add"),
          Map.entry("repository.asset.deleted", "release:yank"),
          Map.entry("usertoken.created", "token:create"),
          Map.entry("usertoken.deleted", "token:delete"),
          Map.entry("security.user.created", "member:add"),
          Map.entry("security.apikey.created", "token:create"),
          Map.entry("security.apikey.deleted", "token:delete"));

  public NexusAudit() {
    super("nexus-audit", "Nexus Repository 3: lines of audit.log, and its webhooks");
  }

  @Override
  protected Parsed map(Delivery delivery, FormatContext context) throws MalformedException {
    ObjectNode body = delivery.object();
    JsonFields in = new JsonFields(body);
    boolean hook = !body.hasNonNull("domain");
    String name = hook ? hookName(in) : in.requireText("domain") + "." + in.requireText("type");
    EventTime time = EventTime.of(in, delivery.receivedAt(context), "timestamp");
    String given = context.source();
    EventDraft out =
        new EventDraft(
                "nexus:" + delivery.id("x-nexus-webhook-delivery"),
                given == null ? "nexus" : given,
                time.at(),
                word(name),
                context)
            .sourceAction(name);
    initiator(in, out);
    out.attribute(EventTime.ATTRIBUTE, time.from()).attributes(in, "nodeId", "context", "thread");
    JsonFields attributes = in.objectOrEmpty("attributes");
    if (hook) {
      component(in, out);
    } else {
      asset(in, attributes, out);
    }
    out.otherAttributes(attributes, Set.of("path")).oddFields(in);
    return Parsed.of(kind(name, out));
  }

  private static String hookName(JsonFields in) throws MalformedException {
    for (String kind : List.of("component", "asset", "repository")) {
      if (in.raw(kind).isObject()) {
        return (kind.equals("repository") ? kind : "repository." + kind)
            + "."
            + in.requireText("action").toLowerCase(Locale.ROOT);
      }
    }
    if (in.raw("components").isArray()) {
      return "repository.component." + in.requireText("action").toLowerCase(Locale.ROOT);
    }
    throw new MalformedException(
        "expected domain and type of the audit log, or component, asset or repository of a webhook");
  }

  private static String word(String name) {
    String word = WORDS.get(name.toLowerCase(Locale.ROOT));
    return word == null ? Actions.other(name) : word;
  }

  private static SpecificRecord kind(String name, EventDraft out) {
    if (out.action().startsWith("token:")) {
      out.credential().setKind(CredentialKind.api_token);
      return out.token();
    }
    boolean content =
        name.startsWith("repository.component") || name.startsWith("repository.asset");
    return content ? out.publish() : out.ciEvent();
  }

  /** Split at the last slash: a user's name may hold one. */
  private static void initiator(JsonFields in, EventDraft out) {
    String initiator = in.text("initiator");
    String fallback = in.text("principal");
    int slash = initiator == null ? -1 : initiator.lastIndexOf('/');
    String ip =
        initiator == null || slash < 0 ? null : Addresses.canonical(initiator.substring(slash + 1));
    String user = initiator == null || ip == null ? initiator : initiator.substring(0, slash);
    user = user == null || user.equals("*UNKNOWN") ? fallback : user;
    out.actor().setId(user);
    boolean anonymous = user == null || user.equals("anonymous") || user.startsWith("*");
    out.actor().setKind(anonymous ? ActorKind.unknown : ActorKind.user);
    out.origin().setIp(ip);
  }

  private static void asset(JsonFields in, JsonFields attributes, EventDraft out) {
    String domain = in.text("domain");
    String path = attributes.firstText("path", "name");
    String repository = attributes.text("repository.name");
    boolean content = domain != null && domain.startsWith("repository.") && path != null;
    if (content && path != null) {
      RepositoryPath what = RepositoryPath.of(repository, path);
      out.project(what.project()).version(what.version());
      out.artifact().setName(path.substring(path.lastIndexOf('/') + 1));
    }
    out.owner(repository);
  }

  private static void component(JsonFields in, EventDraft out) {
    String repository = in.text("repositoryName");
    JsonFields component = in.objectOrEmpty(in.has("component") ? "component" : "asset");
    String name = component.text("name");
    String format = component.text("format");
    String type = format == null ? "" : purlType(format.toLowerCase(Locale.ROOT));
    String group = component.text("group");
    if (name != null && in.has("component") && TYPE.matcher(type).matches()) {
      out.project(PackageUrl.of(type, group == null ? name : group + "/" + name));
      out.version(component.text("version"));
    } else if (name != null) {
      RepositoryPath what = RepositoryPath.of(repository, name);
      out.project(what.project()).version(what.version());
    }
    out.owner(repository);
    out.artifact().setName(name);
    out.attribute(
        "components", in.raw("components").isArray() ? in.raw("components").size() : null);
  }

  private static String purlType(String format) {
    return switch (format) {
      case "maven2" -> "maven";
      case "rubygems" -> "gem";
      case "go" -> "golang";
      default -> format;
    };
  }
}
