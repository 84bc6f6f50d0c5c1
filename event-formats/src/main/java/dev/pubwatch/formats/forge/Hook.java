package dev.pubwatch.formats.forge;

import dev.pubwatch.events.ActorKind;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.formats.Times;
import dev.pubwatch.formats.json.EventDraft;
import dev.pubwatch.formats.json.EventTime;
import dev.pubwatch.formats.json.JsonFields;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One webhook of a forge whose bodies look like GitHub's: GitHub itself, Gitea and Forgejo.
 *
 * @param system {@code github} or {@code gitea}
 * @param id unique to the delivery
 * @param event the forge's word, as in {@code X-GitHub-Event}
 * @param defaultHost where the repository does not say its host
 * @param received when it came, where known
 */
record Hook(
    String system,
    String id,
    String event,
    String defaultHost,
    JsonFields in,
    @Nullable Instant received,
    FormatContext context) {

  /** {@code workflow_run.completed}, or the event alone. */
  String name() {
    String action = in.text("action");
    return action == null ? event : event + "." + action;
  }

  /** An event about the repository, with who sent it; the caller adds what is special. */
  EventDraft draft(String contractAction, EventTime time) {
    JsonFields repository = in.objectOrEmpty("repository");
    String path = repository.text("full_name");
    EventDraft out =
        new EventDraft(system + "-hook:" + id, source(), time.at(), contractAction, context)
            .sourceAction(name())
            .project(path == null ? null : host() + "/" + path)
            .owner(owner())
            .attribute(EventTime.ATTRIBUTE, time.from());
    JsonFields sender = in.objectOrEmpty("sender");
    String login = sender.firstText("login", "username");
    out.actor().setId(login);
    out.actor().setKind(kind(login, sender.text("type")));
    return out;
  }

  /**
   * The first of the fields that holds a time; else the time of receipt; else when the repository
   * was last touched, which for an old file without receipt is the best there is.
   */
  EventTime time(JsonFields fields, String... names) throws MalformedException {
    for (String name : names) {
      Instant own = fields.time(name);
      if (own != null) {
        return new EventTime(own, null);
      }
    }
    if (received != null) {
      return new EventTime(received, "receipt");
    }
    JsonFields repository = in.objectOrEmpty("repository");
    Instant touched = repository.time("updated_at");
    if (touched != null) {
      return new EventTime(touched, "repository.updated_at");
    }
    return EventTime.of(null, null, "the time of " + name());
  }

  /** When a push reached the forge: its clock, in seconds or as text; not the committer's. */
  EventTime pushTime() throws MalformedException {
    JsonFields repository = in.objectOrEmpty("repository");
    if (repository.raw("pushed_at").isIntegralNumber()) {
      Long seconds = repository.count("pushed_at");
      if (seconds != null && seconds < Long.MAX_VALUE / 1000) {
        return new EventTime(Times.ofEpochMillis("repository.pushed_at", seconds * 1000), null);
      }
    }
    return received != null
        ? new EventTime(received, "receipt")
        : time(in.objectOrEmpty("head_commit"), "timestamp");
  }

  @Nullable String owner() {
    JsonFields repository = in.objectOrEmpty("repository");
    JsonFields owner = repository.objectOrEmpty("owner");
    String login = owner.firstText("login", "username", "name");
    return login != null
        ? login
        : in.objectOrEmpty("organization").firstText("login", "username", "name");
  }

  String host() {
    String url = in.objectOrEmpty("repository").text("html_url");
    String host = url == null ? null : hostOf(url);
    return host == null ? defaultHost : host;
  }

  /** The host of a package's own page, where it says so. */
  @Nullable String packageHost(JsonFields pack) {
    String url = pack.text("html_url");
    return url == null ? null : hostOf(url);
  }

  /** {@code git.example:3000} of an HTTP URL. */
  static @Nullable String hostOf(String url) {
    int start = url.indexOf("://");
    if (start < 0) {
      return null;
    }
    int end = url.indexOf('/', start + 3);
    String host = url.substring(start + 3, end < 0 ? url.length() : end);
    return host.matches("[A-Za-z0-9.:-]{1,255}") ? host : null;
  }

  private String source() {
    String owner = owner();
    String given = context.source();
    return owner != null ? system + ":" + owner : given != null ? given : system;
  }

  private static ActorKind kind(@Nullable String login, @Nullable String type) {
    if ("Bot".equals(type) || (login != null && login.endsWith("[bot]"))) {
      return ActorKind.bot;
    }
    return "User".equals(type) ? ActorKind.user : ActorKind.unknown;
  }
}
