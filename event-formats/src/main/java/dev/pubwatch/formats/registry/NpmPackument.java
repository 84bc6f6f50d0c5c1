package dev.pubwatch.formats.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.Framing;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.formats.Parsed;
import dev.pubwatch.formats.Times;
import dev.pubwatch.formats.json.JsonFields;
import dev.pubwatch.formats.json.JsonFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * {@code npm-packument}: a package's whole document as npm and registries like it serve it, a
 * publish for each version, and the hooks that such registries send.
 *
 * <p>Ids are those of {@code npm-publish-log}. A version that is in {@code time} but no longer in
 * {@code versions} was unpublished: its publish is told with nothing but its time. The abbreviated
 * document has no times and is rejected.
 */
public final class NpmPackument extends JsonFormat {
  private static final Set<String> NO_VERSIONS = Set.of("created", "modified", "unpublished");

  public NpmPackument() {
    super(
        "npm-packument",
        "packages' documents of npm and registries like it, a publish for each version; hooks",
        Framing.JSON);
  }

  /** A version and when it came. */
  private record Dated(String version, Instant time) {}

  @Override
  protected Parsed map(ObjectNode record, FormatContext context) throws MalformedException {
    JsonFields in = new JsonFields(record);
    if (record.hasNonNull("event") && record.hasNonNull("hookOwner")) {
      return Parsed.of(NpmHooks.map(in, context));
    }
    String name = in.requireText("name");
    if (!record.path("time").isObject()) {
      throw new MalformedException(
          "time must be an object with a time for each version: an abbreviated document has none");
    }
    List<SpecificRecord> events = new ArrayList<>();
    JsonFields versions = in.objectOrEmpty("versions");
    NpmVersion previous = null;
    for (Dated dated : dated(record.path("time"))) {
      NpmVersion version =
          new NpmVersion(name, dated.version(), dated.time(), versions.object(dated.version()));
      events.add(version.publish(previous, context));
      previous = version.isGone() ? previous : version;
    }
    SpecificRecord unpublished = unpublished(name, in, context);
    if (unpublished != null) {
      events.add(unpublished);
    }
    return new Parsed.Events(events);
  }

  /** In the order in which they came. */
  private static List<Dated> dated(JsonNode times) throws MalformedException {
    List<Dated> dated = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : times.properties()) {
      JsonNode time = entry.getValue();
      if (!NO_VERSIONS.contains(entry.getKey()) && !time.isNull()) {
        dated.add(new Dated(entry.getKey(), Times.parse("time", time.asText())));
      }
    }
    dated.sort(Comparator.comparing(Dated::time).thenComparing(Dated::version));
    return dated;
  }

  private static @Nullable SpecificRecord unpublished(
      String name, JsonFields in, FormatContext context) {
    JsonFields times = in.objectOrEmpty("time");
    JsonFields unpublished =
        times.raw("unpublished").isObject() ? times.objectOrEmpty("unpublished") : null;
    Instant time = unpublished == null ? null : unpublished.time("time");
    return time == null ? null : NpmVersion.unpublish(name, time, context);
  }
}
