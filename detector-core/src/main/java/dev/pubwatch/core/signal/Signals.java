package dev.pubwatch.core.signal;

import dev.pubwatch.core.Event;
import dev.pubwatch.core.Measure;
import dev.pubwatch.core.Switch;
import dev.pubwatch.core.Trait;
import java.util.List;
import java.util.Locale;

/**
 * Every signal, in the order in which the judge keeps their state: append only.
 *
 * <p>The attack share is a documented prior, not a fit: 1/2 for what an intruder can hardly avoid
 * (another identity, credential, place, a new host for the loot), 1/4 for what his haste or payload
 * often shows, 1/16 for what is weak either way.
 */
public final class Signals {
  private static final double HARD_TO_AVOID = 0.5;
  private static final double OFTEN = 0.25;
  private static final double WEAK = 0.0625;

  /** All signals. */
  public static final List<Signal> ALL =
      List.of(
          new MeasureSignal(
              "dormancy", Group.WHEN, OFTEN, Measure.QUIET_OF_PROJECT, Signals::quietFor),
          new TraitSignal(
              "publisher_new",
              Group.WHO,
              HARD_TO_AVOID,
              Trait.PUBLISHER_OF_PROJECT,
              Trait.PUBLISHER_OF_OWNER,
              "publisher",
              "project",
              Event::actorId),
          new SwitchSignal(
              "account_first_seen",
              Group.WHO,
              OFTEN,
              Switch.ACTOR_FIRST_SEEN,
              "account never seen before in this source",
              "accounts with a past"),
          new MeasureSignal(
              "account_dormant", Group.WHO, OFTEN, Measure.QUIET_OF_ACTOR, Signals::quietFor),
          new SwitchSignal(
              "maintainers_changed",
              Group.WHO,
              WEAK,
              Switch.MAINTAINERS_CHANGED,
              "number of maintainers changed",
              "the same maintainers as the release before"),
          new TraitSignal(
              "version_step",
              Group.STRUCTURE,
              OFTEN,
              Trait.STEP_OF_PROJECT,
              null,
              "version step",
              "project",
              e -> "to " + e.version()),
          new MeasureSignal(
              "lines_at_once",
              Group.STRUCTURE,
              OFTEN,
              Measure.LINES_OF_PROJECT_1H,
              v -> count(v, "release line") + " within an hour"),
          new MeasureSignal(
              "releases_at_once",
              Group.STRUCTURE,
              WEAK,
              Measure.RELEASES_OF_PROJECT_1H,
              v -> count(v, "release") + " within an hour"),
          new SwitchSignal(
              "install_script_added",
              Group.CONTENT,
              HARD_TO_AVOID,
              Switch.INSTALL_SCRIPT_ADDED,
              "install script added",
              "no install script"),
          new SwitchSignal(
              "dependency_in_patch",
              Group.CONTENT,
              OFTEN,
              Switch.NEW_DEPENDENCY_IN_PATCH,
              "dependencies grew in a patch release",
              "patch releases that add no dependency"),
          new MeasureSignal(
              "projects_at_once",
              Group.BREADTH,
              OFTEN,
              Measure.PROJECTS_OF_ACTOR_10MIN,
              v -> count(v, "project") + " by this account within ten minutes"),
          new SwitchSignal(
              "provenance_dropped",
              Group.CREDENTIAL,
              HARD_TO_AVOID,
              Switch.PROVENANCE_DROPPED,
              "no provenance",
              "provenance on this release line"),
          new SwitchSignal(
              "credential_downgraded",
              Group.CREDENTIAL,
              HARD_TO_AVOID,
              Switch.CREDENTIAL_DOWNGRADED,
              "published without the trusted publisher",
              "published by the trusted publisher"),
          new TraitSignal(
              "credential_kind",
              Group.CREDENTIAL,
              HARD_TO_AVOID,
              Trait.CREDENTIAL_KIND_OF_PROJECT,
              null,
              "credential kind",
              "project",
              Event::credentialKind),
          new TraitSignal(
              "credential_new",
              Group.CREDENTIAL,
              OFTEN,
              Trait.CREDENTIAL_OF_PROJECT,
              null,
              "credential",
              "project",
              Event::credentialId),
          new SwitchSignal(
              "credential_just_created",
              Group.CREDENTIAL,
              OFTEN,
              Switch.CREDENTIAL_JUST_CREATED,
              "credential made minutes before its use",
              "credentials older than ten minutes"),
          new MeasureSignal(
              "credential_dormant",
              Group.CREDENTIAL,
              OFTEN,
              Measure.QUIET_OF_CREDENTIAL,
              Signals::quietFor),
          new TraitSignal(
              "client_of_account",
              Group.CLIENT,
              OFTEN,
              Trait.CLIENT_OF_ACTOR,
              null,
              "client",
              "account",
              e -> e.client() + " " + e.clientVersion()),
          new TraitSignal(
              "client_of_credential",
              Group.CLIENT,
              OFTEN,
              Trait.CLIENT_OF_CREDENTIAL,
              null,
              "client",
              "credential",
              e -> e.client() + " " + e.clientVersion()),
          origin(
              "address_of_project",
              Trait.IP_OF_PROJECT,
              Trait.PREFIX_OF_PROJECT,
              "address",
              "project"),
          origin(
              "network_of_project",
              Trait.ASN_OF_PROJECT,
              Trait.COUNTRY_OF_PROJECT,
              "network",
              "project"),
          origin(
              "address_of_credential",
              Trait.IP_OF_CREDENTIAL,
              Trait.PREFIX_OF_CREDENTIAL,
              "address",
              "credential"),
          origin(
              "network_of_credential",
              Trait.ASN_OF_CREDENTIAL,
              Trait.COUNTRY_OF_CREDENTIAL,
              "network",
              "credential"),
          origin(
              "address_of_account", Trait.IP_OF_ACTOR, Trait.PREFIX_OF_ACTOR, "address", "account"),
          origin(
              "network_of_account",
              Trait.ASN_OF_ACTOR,
              Trait.COUNTRY_OF_ACTOR,
              "network",
              "account"),
          new MeasureSignal(
              "hour_of_account",
              Group.WHEN,
              WEAK,
              Measure.HOUR_OF_ACTOR,
              v -> String.format(Locale.ROOT, "an hour %.1f bits off its rhythm", v)),
          new SwitchSignal(
              "new_egress_host",
              Group.SECRETS,
              HARD_TO_AVOID,
              Switch.NEW_EGRESS_HOST,
              "workflow names a host never seen in this repository",
              "hosts seen before, or none"),
          new SwitchSignal(
              "begins_to_send_secrets",
              Group.SECRETS,
              HARD_TO_AVOID,
              Switch.BEGINS_TO_SEND_SECRETS,
              "workflow begins to send secrets over the network",
              "workflows that send none"),
          new MeasureSignal(
              "secrets_referred_to",
              Group.SECRETS,
              OFTEN,
              Measure.SECRETS_OF_PROJECT,
              v -> Math.round(StrictMath.pow(2, v)) - 1 + " secrets referred to"),
          new SwitchSignal(
              "workflow_created",
              Group.STRUCTURE,
              OFTEN,
              Switch.WORKFLOW_CREATED,
              "workflow file created",
              "edits of existing workflows"),
          new MeasureSignal(
              "workflows_dormant",
              Group.WHEN,
              OFTEN,
              Measure.QUIET_OF_WORKFLOWS,
              Signals::quietFor),
          new TraitSignal(
              "workflow_editor_new",
              Group.WHO,
              OFTEN,
              Trait.EDITOR_OF_PROJECT,
              null,
              "editor",
              "repository",
              Event::actorId),
          new MeasureSignal(
              "repositories_at_once",
              Group.BREADTH,
              HARD_TO_AVOID,
              Measure.REPOSITORIES_OF_OWNER_10MIN,
              v -> count(v, "repository", "repositories") + " of the owner within ten minutes"),
          new TraitSignal(
              "action_of_account",
              Group.BREADTH,
              WEAK,
              Trait.ACTION_OF_ACTOR,
              null,
              "action",
              "account",
              Event::action),
          new TraitSignal(
              "action_of_credential",
              Group.BREADTH,
              OFTEN,
              Trait.ACTION_OF_CREDENTIAL,
              null,
              "action",
              "credential",
              Event::action),
          new MeasureSignal(
              "projects_of_credential",
              Group.BREADTH,
              OFTEN,
              Measure.PROJECTS_OF_CREDENTIAL_10MIN,
              v -> count(v, "project") + " with this credential within ten minutes"));

  private Signals() {}

  private static Signal origin(
      String name, Trait trait, Trait backOff, String noun, String entity) {
    return new TraitSignal(
        name,
        Group.WHERE,
        HARD_TO_AVOID,
        trait,
        backOff,
        noun,
        entity,
        e -> noun.equals("network") ? "AS" + e.asn() : e.ip());
  }

  private static String quietFor(double log2Hours) {
    double hours = StrictMath.pow(2, log2Hours);
    if (hours < 48) {
      return "quiet for " + Math.round(hours) + " hours";
    }
    return "quiet for " + Math.round(hours / 24) + " days";
  }

  private static String count(double log2, String noun) {
    return count(log2, noun, noun + "s");
  }

  private static String count(double log2, String one, String many) {
    long n = Math.max(1, Math.round(StrictMath.pow(2, log2)));
    return n + " " + (n == 1 ? one : many);
  }
}
