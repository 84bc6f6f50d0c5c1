package dev.pubwatch.formats.registry;

import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.formats.Parsed;
import dev.pubwatch.formats.json.Delivery;
import dev.pubwatch.formats.json.EventDraft;
import dev.pubwatch.formats.json.EventTime;
import dev.pubwatch.formats.json.JsonFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Nexus Repository's webhooks about components, assets and repositories. A deletion in bulk names
 * its components in a list: each is an event.
 */
final class NexusHooks {
  private NexusHooks() {}

  static Parsed map(JsonFields in, Delivery delivery, FormatContext context)
      throws MalformedException {
    String action = in.requireText("action").toLowerCase(Locale.ROOT);
    List<JsonFields> bulk = in.objects("components");
    if (bulk.isEmpty()) {
      String kind = in.has("component") ? "component" : in.has("asset") ? "asset" : "repository";
      return Parsed.of(event(in, kind, in.object(kind), action, "", delivery, context));
    }
    List<SpecificRecord> events = new ArrayList<>();
    for (JsonFields one : bulk) {
      String suffix = "#" + events.size();
      events.add(event(in, "component", one, action, suffix, delivery, context));
    }
    return new Parsed.Events(events);
  }

  private static SpecificRecord event(
      JsonFields in,
      String kind,
      @Nullable JsonFields subject,
      String action,
      String suffix,
      Delivery delivery,
      FormatContext context)
      throws MalformedException {
    if (subject == null) {
      throw new MalformedException(
          "expected one of component, components, asset and repository, came none");
    }
    EventTime time = EventTime.of(in, delivery.receivedAt(context), "timestamp");
    String domain = "repository." + kind;
    EventDraft out =
        NexusAudit.draft(delivery, suffix, time, NexusWords.ofAudit(domain, action, null), context)
            .sourceAction(domain + "." + action);
    NexusWords.initiator(in, out);
    String repository = in.text("repositoryName");
    String name = subject.text("name");
    String format = subject.text("format");
    if (kind.equals("component") && name != null && format != null) {
      NexusWords.component(format, subject, repository, out);
    } else if (kind.equals("asset") && name != null) {
      NexusWords.asset(repository, name, out);
    } else {
      out.attribute("repository", repository == null ? name : repository);
    }
    out.attributes(subject, "componentId", "assetId", "format", "type")
        .attributes(in, "nodeId")
        .oddFields(in);
    return NexusWords.record(out, true);
  }
}
