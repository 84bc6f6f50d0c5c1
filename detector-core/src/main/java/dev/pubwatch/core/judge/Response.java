package dev.pubwatch.core.judge;

import dev.pubwatch.core.Alert;
import dev.pubwatch.core.Event;
import dev.pubwatch.core.EventKind;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Reach;
import dev.pubwatch.core.Reached;
import dev.pubwatch.core.Seen;
import dev.pubwatch.core.Switch;
import dev.pubwatch.core.Trait;
import dev.pubwatch.core.Turn;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to do about an alert, most urgent first: take away what the intruder acts with, undo what he
 * did, replace what he may have read, ask whom he cannot answer for.
 */
final class Response {
  private static final Set<String> OF_ONE_RUN = Set.of("trusted_publisher", "oidc");
  private static final List<String> PERSON =
      List.of("added", "user", "target_user", "member", "new_owner");
  private static final int MOST_SECRETS = 12;

  private final Observation observation;
  private final Event event;
  private final List<AlertBook.EventRef> events;
  private final Set<Alert.Action> actions = new LinkedHashSet<>();

  private Response(Observation observation, List<AlertBook.EventRef> events) {
    this.observation = observation;
    this.event = observation.event();
    this.events = events;
  }

  /**
   * The actions for an alert.
   *
   * @param observation of its latest event
   * @param events of the alert so far
   */
  static List<Alert.Action> of(Observation observation, List<AlertBook.EventRef> events) {
    Response response = new Response(observation, events);
    response.takeAway();
    response.undo();
    response.replace();
    response.ask();
    return List.copyOf(response.actions);
  }

  /** The credential if there is something to revoke: one that is made for a run dies with it. */
  static @Nullable String revocable(Event e) {
    boolean ofOneRun = OF_ONE_RUN.contains(e.credentialKind()) || e.trustedPublisher() != null;
    return ofOneRun || e.action().equals("token:delete") ? null : e.credentialId();
  }

  private void takeAway() {
    boolean any = revokeCredentials();
    if (event.kind() == EventKind.PUBLISH && OF_ONE_RUN.contains(event.credentialKind())) {
      act(
          "pause_trusted_publisher",
          named(event.project()),
          "the release came by " + publisher() + ": there is no token to revoke");
    } else if (!any && event.actorId() != null && event.kind() != EventKind.CI) {
      act(
          "revoke_account_tokens",
          event.actorId(),
          "the source does not say which credential of the account was used");
    }
    if (event.action().startsWith("login:") || event.action().equals("mfa:disable")) {
      act("end_sessions", named(event.actorId()), "whoever signed in may still be in");
    }
  }

  /** Every credential that the alert's events were done with, in their order. */
  private boolean revokeCredentials() {
    Set<String> named = new LinkedHashSet<>();
    String own = revocable(event);
    if (own != null && named.add(own)) {
      boolean leaked = observation.turn(Switch.USED_AFTER_EXPOSURE) != null;
      act("revoke_credential", own, (leaked ? "it had leaked when it did " : "it did ") + what());
    }
    for (AlertBook.EventRef ref : events) {
      if (ref.credentialId() != null && named.add(ref.credentialId())) {
        act("revoke_credential", ref.credentialId(), "it did " + what(ref));
      }
    }
    return !named.isEmpty();
  }

  private String publisher() {
    return event.trustedPublisher() == null ? "a workflow" : event.trustedPublisher();
  }

  private void undo() {
    for (AlertBook.EventRef ref : events) {
      if (ref.action().equals("release:publish") && ref.project() != null) {
        act(
            "yank_version",
            ref.project() + (ref.version() == null ? "" : "@" + ref.version()),
            "keep it from being installed until it is confirmed");
      }
    }
    if (event.project() == null && event.owner() == null) {
      return;
    }
    undoOne();
  }

  private void undoOne() {
    String project = event.project() == null ? named(event.owner()) : event.project();
    switch (event.action()) {
      case "release:publish" -> undoOwner(project);
      case "owner:add", "member:add" ->
          act("remove_owner", project + ": " + person(), "until somebody else confirms him");
      case "workflow:create", "workflow:update", "workflow:delete" ->
          act("revert_workflow", workflow(project), "before its next run");
      case "run:delete" ->
          act("preserve_logs", project + run(), "the run's own log is gone, others may not be");
      case "tag:move" ->
          act("restore_tag", project + ref(), "who pins the tag runs what it points to now");
      case "runner:register" ->
          act("remove_runner", project, "it can take jobs, with their secrets");
      case "branch_protection:change", "audit_log:change", "mfa:disable" ->
          act("restore_setting", project, event.action() + " took a safeguard away");
      default -> {
        if (event.kind() == EventKind.CI && event.runId() != null) {
          act("stop_run", project + run(), "and what it started");
        }
      }
    }
  }

  private void undoOwner(String project) {
    Turn turn = observation.turn(Switch.PUBLISHED_BY_NEW_OWNER);
    if (turn != null && turn.turned()) {
      act(
          "remove_owner",
          project + ": " + named(event.actorId()),
          "made an owner within the week, and published at once");
    }
  }

  private void replace() {
    boolean reads = event.kind() == EventKind.CI && !event.action().equals("tag:move");
    if (reads && event.project() != null) {
      List<String> names = event.secretsPassed();
      String which =
          names.isEmpty()
              ? ""
              : ": " + String.join(" ", names.subList(0, Math.min(MOST_SECRETS, names.size())));
      act("rotate_secrets", event.project() + which, "a run may have read them already");
    }
    long others = others();
    if (others > 0) {
      act(
          "check_projects",
          others + " other projects, see the blast radius",
          "the same credential or account acted on them within a year");
    }
  }

  private long others() {
    Set<String> projects = new LinkedHashSet<>();
    for (Reach reach : List.of(Reach.PROJECTS_OF_CREDENTIAL, Reach.PROJECTS_OF_ACTOR)) {
      observation.reach(reach).stream().map(Reached::value).forEach(projects::add);
    }
    projects.remove(String.valueOf(event.project()));
    return projects.size();
  }

  /** Somebody who did not do it, where the past knows one. */
  private void ask() {
    Seen publisher = observation.seen(Trait.PUBLISHER_OF_PROJECT);
    Seen editor = observation.seen(Trait.EDITOR_OF_PROJECT);
    String usual = usual(publisher) == null ? usual(editor) : usual(publisher);
    String whom = usual == null ? event.owner() : usual;
    String channel = "over a channel that the account does not control";
    if (whom != null && !whom.equals(event.actorId())) {
      act("ask_owner", whom, usual == null ? channel : "did this until now; ask " + channel);
    } else if (event.actorId() != null) {
      act("ask_owner", event.actorId(), channel);
    }
  }

  private static @Nullable String usual(@Nullable Seen seen) {
    return seen == null ? null : seen.usual();
  }

  private void act(String action, String target, String reason) {
    actions.add(new Alert.Action(action, target, reason));
  }

  private String person() {
    for (String name : PERSON) {
      String person = event.attributes().get(name);
      if (person != null) {
        return person;
      }
    }
    return "whom " + named(event.actorId()) + " added";
  }

  private String workflow(String project) {
    String file = event.workflow() == null ? "" : ": " + event.workflow();
    return project + file + (event.headSha() == null ? "" : " as of " + event.headSha());
  }

  private String run() {
    return event.runId() == null ? "" : " run " + event.runId();
  }

  private String ref() {
    return event.ref() == null ? "" : " " + event.ref();
  }

  private String what() {
    return event.action()
        + (event.project() == null ? "" : " on " + event.project())
        + (event.version() == null ? "" : " " + event.version());
  }

  private static String what(AlertBook.EventRef ref) {
    List<String> words = new ArrayList<>(List.of(ref.action()));
    if (ref.project() != null) {
      words.add("on " + ref.project());
    }
    if (ref.version() != null) {
      words.add(ref.version());
    }
    return String.join(" ", words);
  }

  private static String named(@Nullable String name) {
    return name == null ? "unknown" : name;
  }
}
