package dev.pubwatch.formats.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.events.ActorKind;
import dev.pubwatch.formats.Actions;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.Framing;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.formats.PackageUrl;
import dev.pubwatch.formats.Parsed;
import dev.pubwatch.formats.Times;
import dev.pubwatch.formats.json.EventDraft;
import dev.pubwatch.formats.json.JsonFields;
import dev.pubwatch.formats.json.JsonFormat;
import dev.pubwatch.formats.json.JsonTree;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code warehouse-journals}: PyPI's journal, the public record of what happened to projects: rows
 * of {@code journals}, or entries {@code [name, version, time, action, serial]} of the public
 * change log.
 *
 * <p>The serial orders the journal and is the id. Neither form has an address, a token or a client;
 * the public one has no actor.
 */
public final class WarehouseJournals extends JsonFormat {
  private static final List<String> COLUMNS =
      List.of("name", "version", "timestamp", "action", "serial");

  /** First words of an action, the longest first, in the contract's words. */
  private static final List<Map.Entry<String, String>> WORDS =
      List.of(
          Map.entry("new release", "release:publish"),
          Map.entry("remove release", "release:yank"),
          Map.entry("yank release", "release:yank"),
          Map.entry("remove project", "release:yank"),
          Map.entry("create", "project:create"),
          Map.entry("add Owner ", "owner:add"),
          Map.entry("add Maintainer ", "owner:add"),
          Map.entry("remove Owner ", "owner:remove"),
          Map.entry("remove Maintainer ", "owner:remove"));

  public WarehouseJournals() {
    super(
        "warehouse-journals",
        "PyPI's journal: rows, or the public change log's [name, version, time, action, serial]",
        Framing.JSON);
  }

  @Override
  protected ObjectNode read(byte[] raw) throws MalformedException {
    return JsonTree.readObjectOrTuple(raw, COLUMNS);
  }

  @Override
  protected Parsed map(ObjectNode record, FormatContext context) throws MalformedException {
    Row row = Row.of(record);
    if (row.erased()) {
      return Parsed.nothing();
    }
    JsonFields in = row.in();
    String action = in.requireText("action");
    String name = in.requireText("name");
    String file = fileOf(action);
    EventDraft out =
        new EventDraft(
                "pypi-journal:" + serial(in),
                context.source() == null ? "pypi" : context.source(),
                time(in),
                word(action, file),
                context)
            .sourceAction(action)
            .project(PackageUrl.of("pypi", WarehouseEvents.normalized(name)))
            .version(in.text("version"));
    String user = in.text("submitted_by");
    out.actor().setId(user);
    out.actor().setKind(user == null ? ActorKind.unknown : ActorKind.user);
    out.artifact().setName(file);
    return Parsed.of(out.oddFields(in).publish());
  }

  private static String serial(JsonFields in) throws MalformedException {
    JsonNode id = in.has("id") ? in.raw("id") : in.raw("serial");
    if (!id.isIntegralNumber()) {
      throw new MalformedException("id or serial must be a whole number");
    }
    return id.asText();
  }

  /** A row's text without a zone, or the change log's seconds. */
  private static Instant time(JsonFields in) throws MalformedException {
    Long seconds = in.has("timestamp") ? in.count("timestamp") : null;
    return seconds != null && seconds < Long.MAX_VALUE / 1000
        ? Times.ofEpochMillis("timestamp", seconds * 1000)
        : RowTimes.required(in, "submitted_date");
  }

  private static String word(String action, @Nullable String file) {
    if (file != null) {
      return "file:add";
    }
    for (Map.Entry<String, String> word : WORDS) {
      if (action.startsWith(word.getKey())) {
        return word.getValue();
      }
    }
    return Actions.other(action);
  }

  /** The name in {@code add py3 file name-1.0-py3-none-any.whl}. */
  private static @Nullable String fileOf(String action) {
    int file = action.indexOf(" file ");
    return action.startsWith("add ") && file > 0 ? action.substring(file + 6) : null;
  }
}
