package dev.pubwatch.formats.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.formats.Parsed;
import dev.pubwatch.formats.json.Delivery;
import dev.pubwatch.formats.json.EventDraft;
import dev.pubwatch.formats.json.EventTime;
import dev.pubwatch.formats.json.JsonFields;
import dev.pubwatch.formats.json.WebhookFormat;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/**
 * {@code nexus-audit}: Nexus Repository 3's {@code audit.log}, and its webhooks about components,
 * assets, repositories and the audit itself.
 *
 * <p>The audit webhook has no time: the time of receipt stands in. A token's use is in neither.
 */
public final class NexusAudit extends WebhookFormat {
  private static final String DELIVERY = "x-nexus-webhook-delivery";
  private static final Set<String> READ =
      Set.of("repository.name", "path", "name", "group", "version", "format");

  public NexusAudit() {
    super("nexus-audit", "Nexus Repository 3: lines of audit.log, and its webhooks");
  }

  @Override
  protected Parsed map(Delivery delivery, FormatContext context) throws MalformedException {
    ObjectNode body = delivery.object();
    JsonFields in = new JsonFields(body);
    if (in.has("domain") || body.path("audit").isObject()) {
      return Parsed.of(audit(in, delivery, context));
    }
    if (!in.has("action")) {
      throw new MalformedException(
          "neither an audit record nor a webhook: expected domain, audit or action");
    }
    return NexusHooks.map(in, delivery, context);
  }

  private static SpecificRecord audit(JsonFields top, Delivery delivery, FormatContext context)
      throws MalformedException {
    JsonFields in = top.has("domain") ? top : top.objectOrEmpty("audit");
    String domain = in.requireText("domain");
    String type = in.requireText("type");
    EventTime time =
        EventTime.of(top.has("timestamp") ? top : in, delivery.receivedAt(context), "timestamp");
    JsonFields attributes = in.objectOrEmpty("attributes");
    EventDraft out =
        draft(delivery, "", time, NexusWords.ofAudit(domain, type, in.text("context")), context)
            .sourceAction(domain + "." + type);
    NexusWords.initiator(top.has("initiator") ? top : in, out);
    if (domain.startsWith("repository.")) {
      subject(in, attributes, out);
    }
    out.attributes(in, "context")
        .attributes(top, "nodeId", "thread")
        .otherAttributes(attributes, READ)
        .oddFields(top);
    return NexusWords.record(out, domain.startsWith("repository."));
  }

  /** The component where its name is given, else the file that lies at the path. */
  private static void subject(JsonFields in, JsonFields attributes, EventDraft out) {
    String repository = attributes.text("repository.name");
    String path = attributes.text("path");
    path = path == null ? in.text("context") : path;
    String name = attributes.text("name");
    String format = attributes.text("format");
    if (name != null && format != null && !name.startsWith("/")) {
      NexusWords.component(format, attributes, repository, out);
    } else if (path != null) {
      NexusWords.asset(repository, path, out);
    } else {
      out.attribute("repository", repository);
    }
  }

  static EventDraft draft(
      Delivery delivery, String suffix, EventTime time, String word, FormatContext context) {
    String given = context.source();
    return new EventDraft(
            "nexus:" + delivery.id(DELIVERY) + suffix,
            given == null ? "nexus" : given,
            time.at(),
            word,
            context)
        .attribute(EventTime.ATTRIBUTE, time.from());
  }
}
