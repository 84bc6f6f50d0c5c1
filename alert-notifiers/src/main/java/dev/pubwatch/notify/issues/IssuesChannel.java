package dev.pubwatch.notify.issues;

import dev.pubwatch.formats.Text;
import dev.pubwatch.notify.DeliveryException;
import dev.pubwatch.notify.IncidentChannel;
import dev.pubwatch.notify.Notice;
import dev.pubwatch.notify.channels.ChannelSettings;
import dev.pubwatch.notify.message.Escapes;
import dev.pubwatch.notify.message.Fit;
import dev.pubwatch.notify.message.NoticeText;
import dev.pubwatch.notify.message.Template;
import dev.pubwatch.notify.safe.Caller;
import dev.pubwatch.notify.safe.Secret;
import dev.pubwatch.notify.terminal.Clean;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens an issue in each affected project on GitHub or GitLab, edits it and comments on it as the
 * incident grows, and closes it when that is resolved. A project is told of its own alerts only;
 * one that is on another host, or of an owner who is not named, is passed over.
 */
public final class IssuesChannel implements IncidentChannel {
  static final int MAX_BODY = 60_000;
  static final int MAX_TITLE = 250;
  private static final Logger LOG = LoggerFactory.getLogger(IssuesChannel.class);

  /** Where issues are. */
  enum Flavour {
    GITHUB,
    GITLAB
  }

  private final String name;
  private final Tracker tracker;
  private final Projects projects;
  private final List<String> labels;
  private final Template template;
  private final @Nullable URI console;

  private IssuesChannel(
      String name,
      Tracker tracker,
      Projects projects,
      List<String> labels,
      Template template,
      @Nullable URI console) {
    this.name = name;
    this.tracker = tracker;
    this.projects = projects;
    this.labels = labels;
    this.template = template;
    this.console = console;
  }

  /** {@code flavour}, {@code token-file} and {@code owners} whose projects may be written to. */
  public static IssuesChannel of(ChannelSettings settings) {
    Template template = settings.template("template-file", IssuesChannel.class, "issue.md");
    boolean github = settings.choice("flavour", Flavour.class) == Flavour.GITHUB;
    String host = settings.text("host", github ? "github.com" : "gitlab.com");
    URI api = settings.address("api-url", api(github, host));
    Secret token = settings.requiredSecret("token");
    List<String> owners = settings.texts("owners");
    List<String> labels = settings.texts("labels");
    boolean confidential = settings.flag("confidential", true);
    SSLContext trust = settings.trust();
    if (owners.isEmpty()) {
      settings.fault("owners", "must name whose projects may be written to, or be *");
    }
    settings.done();
    Caller caller = settings.caller("api-url", api, trust);
    Tracker tracker = github ? new GitHub(caller, token) : new GitLab(caller, token, confidential);
    Projects projects = new Projects(host, !github, owners);
    return new IssuesChannel(
        settings.name(), tracker, projects, labels, template, settings.console());
  }

  private static String api(boolean github, String host) {
    if (!github) {
      return "https://" + host + "/api/v4";
    }
    return host.equals("github.com") ? "https://api.github.com" : "https://" + host + "/api/v3";
  }

  @Override
  public String name() {
    return name;
  }

  /** One project's failure does not keep the others from being told. */
  @Override
  public @Nullable String deliver(Notice notice, @Nullable String reference)
      throws DeliveryException, InterruptedException {
    if (notice.phase() == Notice.Phase.DIGEST) {
      return reference;
    }
    Map<String, Long> known = References.read(reference);
    List<DeliveryException> failures = new ArrayList<>();
    Map<String, Notice> parts = projects.of(notice);
    Map<String, Long> told = new LinkedHashMap<>(known);
    for (Map.Entry<String, Notice> part : parts.entrySet()) {
      try {
        told.put(part.getKey(), tell(part.getKey(), part.getValue(), known.get(part.getKey())));
      } catch (DeliveryException e) {
        failures.add(e);
      }
    }
    settle(notice, parts.size(), failures);
    return told.isEmpty() ? null : References.write(told);
  }

  private void settle(Notice notice, int parts, List<DeliveryException> failures)
      throws DeliveryException {
    for (DeliveryException failure : failures) {
      if (!failure.isPermanent() || failures.size() == parts) {
        throw failure;
      }
    }
    for (DeliveryException failure : failures) {
      LOG.warn(
          "{}: one project was not told of {}: {}",
          name,
          notice.incidentId(),
          failure.getMessage());
    }
    if (parts == 0) {
      LOG.info("{}: {} is about no project that may be written to", name, notice.incidentId());
    }
  }

  private long tell(String project, Notice notice, @Nullable Long number)
      throws DeliveryException, InterruptedException {
    Marker marker = Marker.of(tracker.token(), notice.incidentId(), project);
    NoticeText text = new NoticeText(notice, console);
    Issue issue = number == null ? null : tracker.get(project, number);
    if (issue == null) {
      issue = tracker.find(project, marker);
    }
    if (issue == null) {
      return opened(project, notice, text, marker);
    }
    if (marker.revision(issue.body()) < notice.revision()) {
      update(project, notice, text, marker, issue.number());
    }
    return issue.number();
  }

  private long opened(String project, Notice notice, NoticeText text, Marker marker)
      throws DeliveryException, InterruptedException {
    String body = body(text, marker.line(notice.revision()));
    Issue issue = tracker.create(project, title(notice, text), body, labels);
    if (notice.phase() == Notice.Phase.RESOLVED) {
      tracker.edit(project, issue.number(), title(notice, text), body, true);
    }
    return issue.number();
  }

  /**
   * The comment first: the body then says that this revision is told, and a repeat does nothing.
   */
  private void update(String project, Notice notice, NoticeText text, Marker marker, long number)
      throws DeliveryException, InterruptedException {
    boolean close = notice.phase() == Notice.Phase.RESOLVED;
    tracker.comment(project, number, Escapes.MARKDOWN.text(text.update()));
    String body = body(text, marker.line(notice.revision()));
    tracker.edit(project, number, title(notice, text), body, close);
  }

  private String body(NoticeText text, String marker) {
    String body = Fit.characters(template, text, Escapes.MARKDOWN, MAX_BODY);
    return marker + "\n" + body.replace("<!--", "&lt;!--");
  }

  /** Titles are no Markdown, but {@code @name} in one still calls that person on GitHub. */
  private static String title(Notice notice, NoticeText text) {
    String plain = Text.bound(text.severity() + ": " + notice.alert().getTitle(), MAX_TITLE);
    return Clean.line(plain, MAX_TITLE).replace("@", "@\u200b");
  }

  @Override
  public void close() {
    tracker.close();
  }
}
