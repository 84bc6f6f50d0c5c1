package dev.pubwatch.core.correlate;

import dev.pubwatch.core.Event;
import dev.pubwatch.core.EventKind;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Seen;
import dev.pubwatch.core.Switch;
import dev.pubwatch.core.Trait;
import dev.pubwatch.core.Turn;
import dev.pubwatch.core.baseline.Conclusions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an event can be in a chain, and what it shares with the chain's other events. */
final class Joins {
  static final String CI_ODD = "odd_ci_event";
  static final String SECRETS = "secrets_readable";
  static final String SIGNED_IN = "signed_in_from_new_origin";
  static final String TOKEN_CREATED = "token_created";
  static final String ACCOUNT_CHANGED = "account_changed";
  static final String OWNER_ADDED = "owner_added";
  static final String USED_ELSEWHERE = "credential_used_from_new_origin";
  static final String RUN_DEAD = "run_not_successful";
  static final String PUBLISHED = "published";

  /** Rarely enough by itself that a few thousand open chains last a month. */
  static final double ODD_BITS = 8;

  /** What follows on the same repository needs less. */
  private static final double STILL_ODD_BITS = 5;

  /** Fewer sightings than this, and everywhere is new. */
  private static final double LEAST_SIGHTINGS = 3;

  private static final List<Switch> CI_TURNS =
      List.of(
          Switch.PULL_REQUEST_AT_ONCE,
          Switch.SECRETS_TO_NEW_HOST,
          Switch.BEGINS_TO_SEND_SECRETS,
          Switch.CACHE_SAVED_BY_REQUEST);

  private Joins() {}

  /** What anybody does: it counts by where it stands in the chain, not by how odd it is. */
  static boolean isOrdinary(Step step) {
    return switch (step.name()) {
      case SECRETS, TOKEN_CREATED, ACCOUNT_CHANGED, OWNER_ADDED, RUN_DEAD, SIGNED_IN -> true;
      default -> false;
    };
  }

  /** Whether something odd happened in a repository's CI. */
  static boolean isCiOdd(Judged judged, boolean again) {
    Event e = judged.observation().event();
    double least = again ? STILL_ODD_BITS : ODD_BITS;
    return e.kind() == EventKind.CI
        && e.project() != null
        && (judged.isOdd() || judged.scoreBits() >= least || isTurn(judged.observation()));
  }

  /** What a repository's CI hardly ever does, however often others do. */
  private static boolean isTurn(Observation o) {
    for (Switch which : CI_TURNS) {
      Turn turn = o.turn(which);
      if (turn != null && turn.fresh()) {
        return true;
      }
    }
    return false;
  }

  static boolean isSignIn(Observation o) {
    return o.event().action().equals("login:success")
        && o.event().actorId() != null
        && isFromElsewhere(o, Trait.ASN_OF_ACTOR, Trait.COUNTRY_OF_ACTOR, Trait.PREFIX_OF_ACTOR);
  }

  /** Whether a credential is used from where it never was; runners come from anywhere. */
  static boolean isUsedElsewhere(Observation o) {
    Event e = o.event();
    return e.credentialId() != null
        && !e.action().equals("token:create")
        && !e.action().equals("token:delete")
        && !e.networkKind().equals("ci")
        && isFromElsewhere(
            o, Trait.ASN_OF_CREDENTIAL, Trait.COUNTRY_OF_CREDENTIAL, Trait.PREFIX_OF_CREDENTIAL);
  }

  private static boolean isFromElsewhere(Observation o, Trait asn, Trait country, Trait prefix) {
    Seen seen = o.seen(asn) != null ? o.seen(asn) : o.seen(country);
    seen = seen != null ? seen : o.seen(prefix);
    return seen != null && seen.isNew() && seen.n() >= LEAST_SIGHTINGS;
  }

  static boolean isOwnerAdded(Event e) {
    return e.action().equals("owner:add") || e.action().equals("member:add");
  }

  static boolean isPublish(Event e) {
    return e.action().equals("release:publish");
  }

  /** Whether a run ended in a way that nothing should have been released by. */
  static boolean isDead(Event e) {
    return e.action().equals("run:delete")
        || (e.action().equals("run:complete") && Conclusions.isBad(e.conclusion()));
  }

  static boolean isByNewOwner(Observation o) {
    Turn turn = o.turn(Switch.PUBLISHED_BY_NEW_OWNER);
    return turn != null && turn.turned();
  }

  static String ci(String repository) {
    return "ci|" + repository;
  }

  static @Nullable String login(Event e) {
    return e.actorId() == null ? null : "login|" + e.source() + "|" + e.actorId();
  }

  static String credential(String credentialId) {
    return "credential|" + credentialId;
  }

  static @Nullable String ownerOfProject(Event e) {
    return e.project() == null ? null : "owner|" + e.project();
  }

  static @Nullable String ownerOfAll(Event e) {
    return e.owner() == null ? null : "owner|" + e.source() + "|" + e.owner();
  }

  /** The repositories of an event: those of its package or credential, and its own project. */
  static List<String> repositories(Observation o) {
    List<String> all = new ArrayList<>(o.repositories());
    String project = o.event().project();
    if (project != null && !all.contains(project)) {
      all.add(project);
    }
    return all;
  }
}
