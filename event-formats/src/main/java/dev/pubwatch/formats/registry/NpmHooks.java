package dev.pubwatch.formats.registry;

import dev.pubwatch.formats.Actions;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.formats.PackageUrl;
import dev.pubwatch.formats.json.EventDraft;
import dev.pubwatch.formats.json.EventTime;
import dev.pubwatch.formats.json.JsonFields;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * npm's hooks, which npm itself no longer sends and registries like it do. They name no actor: the
 * hook's owner is who listens, not who acted.
 */
final class NpmHooks {
  private static final Map<String, String> WORDS =
      Map.of(
          "package:publish", "release:publish",
          "package:unpublish", "release:yank",
          "package:owner", "owner:add",
          "package:owner-rm", "owner:remove",
          "package:dist-tag", "tag:move");

  private NpmHooks() {}

  static SpecificRecord map(JsonFields in, FormatContext context) throws MalformedException {
    String event = in.requireText("event");
    String name = in.requireText("name");
    JsonFields change = in.objectOrEmpty("change");
    EventTime time = EventTime.of(in, context, "time");
    String version = version(in, change);
    String word = WORDS.getOrDefault(event, Actions.other(event));
    boolean publish = word.equals("release:publish") && version != null;
    EventDraft out =
        new EventDraft(
                publish
                    ? "npm:" + name + "@" + version
                    : "npm-hook:%s#%s@%d".formatted(name, event, time.at().toEpochMilli()),
                NpmVersion.source(context),
                time.at(),
                word,
                context)
            .sourceAction(event)
            .project(PackageUrl.of("npm", name))
            .owner(NpmNames.scope(name))
            .version(version);
    out.attribute(EventTime.ATTRIBUTE, time.from())
        .attribute("dist_tag", change.text("dist-tag"))
        .attribute("user", change.text("user"))
        .attribute("maintainer", change.text("maintainer"));
    return out.oddFields(in).publish();
  }

  private static @Nullable String version(JsonFields in, JsonFields change) {
    String version = change.text("version");
    return version != null ? version : in.text("version");
  }
}
