package dev.pubwatch.core.correlate;

import dev.pubwatch.core.Alert;
import dev.pubwatch.core.baseline.Hashes;
import dev.pubwatch.core.surprise.Log2;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Tells a chain in the order in which it happened, and what to do first. */
final class ChainWriter {
  private static final int MAX_SIGNALS = 8;
  private static final double CRITICAL_BITS = 12;

  private ChainWriter() {}

  static String alertId(Chain chain) {
    String about = chain.subject + "|" + chain.first().event().eventId();
    HexFormat hex = HexFormat.of();
    return "pw-"
        + hex.toHexDigits(Hashes.of("chain|" + about))
        + hex.toHexDigits((int) Hashes.of(about + "|chain"));
  }

  /** The alert as it stands after its latest step. */
  static Alert write(
      Chain chain, ChainKind kind, ChainEvidence evidence, Step end, double p, ChainRates rates) {
    Step first = chain.first();
    return new Alert(
        chain.alertId,
        chain.revision,
        chain.revision == 1 ? Alert.Status.OPEN : Alert.Status.UPDATED,
        Alert.Kind.CHAIN,
        severity(chain, kind),
        title(chain, kind, end),
        summary(chain, p, rates),
        -Log2.of(p),
        p,
        p * rates.perDay(),
        end.timeMillis(),
        first.timeMillis(),
        Math.max(first.timeMillis(), end.timeMillis()),
        project(chain, end),
        end.owner() != null ? end.owner() : first.owner(),
        end.actorId() != null ? end.actorId() : first.actorId(),
        end.credentialId() != null ? end.credentialId() : first.credentialId(),
        end.ip(),
        end.country(),
        signals(chain, evidence, rates),
        null,
        chain.steps.stream().map(Step::event).toList(),
        null,
        List.of(),
        List.of(),
        List.of(),
        techniques(chain),
        response(chain));
  }

  /** A publish reaches others; what has not got so far can still be stopped. */
  private static Alert.Severity severity(Chain chain, ChainKind kind) {
    if (chain.bits >= CRITICAL_BITS) {
      return Alert.Severity.CRITICAL;
    }
    return kind == ChainKind.OWNER_TO_PUBLISH ? Alert.Severity.MEDIUM : Alert.Severity.HIGH;
  }

  private static @Nullable String project(Chain chain, Step end) {
    if (end.event().project() != null && end.name().equals(Joins.PUBLISHED)) {
      return end.event().project();
    }
    for (Step step : chain.steps) {
      if (step.name().equals(Joins.PUBLISHED)) {
        return step.event().project();
      }
    }
    return end.event().project() != null ? end.event().project() : chain.first().event().project();
  }

  private static String title(Chain chain, ChainKind kind, Step end) {
    String version = end.event().version() == null ? "" : " " + end.event().version();
    String subject = project(chain, end);
    String what = subject != null ? subject + version : String.valueOf(end.credentialId());
    return what + ": " + kind.words();
  }

  private static String summary(Chain chain, double p, ChainRates rates) {
    StringJoiner story = new StringJoiner("; then ", "In order: ", "");
    long before = chain.beganMillis();
    for (Step step : chain.steps) {
      story.add(told(step, before));
      before = step.timeMillis();
    }
    String more = chain.left == 0 ? "" : " (and " + chain.left + " more events)";
    return story
        + more
        + String.format(
            Locale.ROOT,
            ". Ordinary life completes %.2g such chains a day, one in %.3g of them as odd"
                + " (learned from %d).",
            rates.perDay(),
            1 / p,
            rates.chains());
  }

  private static String told(Step step, long beforeMillis) {
    Alert.Evidence e = step.event();
    StringBuilder text = new StringBuilder();
    text.append(Instant.ofEpochMilli(e.timeMillis()).truncatedTo(ChronoUnit.SECONDS));
    long passed = e.timeMillis() - beforeMillis;
    text.append(passed > 0 ? " (" + span(passed) + " later) " : " ");
    text.append(words(step)).append(": ").append(e.action());
    text.append(e.project() == null ? "" : " " + e.project());
    text.append(e.version() == null ? "" : " " + e.version());
    text.append(step.actorId() == null ? "" : " by " + step.actorId());
    text.append(step.credentialId() == null ? "" : " with " + step.credentialId());
    String where = step.country() != null ? step.country() : step.ip();
    text.append(where == null ? "" : " from " + where);
    text.append(step.secrets().isEmpty() ? "" : ", secrets " + step.secrets());
    text.append(step.alertId().isEmpty() ? "" : ", alert " + step.alertId());
    return text.toString();
  }

  /** A span in one unit, as a person says it. */
  static String span(long millis) {
    long minutes = millis / 60_000;
    if (minutes < 1) {
      return Math.max(1, millis / 1000) + " s";
    }
    if (minutes < 120) {
      return minutes + " min";
    }
    return minutes < 2880 ? minutes / 60 + " h" : minutes / 1440 + " d";
  }

  private static String words(Step step) {
    return switch (step.name()) {
      case Joins.CI_ODD -> "odd in CI";
      case Joins.SECRETS -> "a run that can read secrets";
      case Joins.SIGNED_IN -> "sign-in from a new origin";
      case Joins.TOKEN_CREATED -> "token created";
      case Joins.ACCOUNT_CHANGED -> "account changed";
      case Joins.OWNER_ADDED -> "owner added";
      case Joins.USED_ELSEWHERE -> "credential used from a new origin";
      case Joins.RUN_DEAD -> "run failed, skipped or deleted";
      default -> "published";
    };
  }

  private static List<Alert.Signal> signals(Chain chain, ChainEvidence evidence, ChainRates rates) {
    List<Alert.Signal> signals = new ArrayList<>();
    for (Step step : chain.steps) {
      if (signals.size() < MAX_SIGNALS - 1 && signals.stream().noneMatch(s -> is(s, step))) {
        double bits = Math.max(0, step.bits());
        signals.add(
            new Alert.Signal(
                step.name(),
                words(step) + ", " + step.event().action(),
                "no such step before a publish",
                StrictMath.pow(2, -bits),
                bits,
                rates.chains()));
      }
    }
    double bits = Math.max(0, evidence.log2());
    signals.add(
        new Alert.Signal(
            "chain",
            "these steps in this order",
            "steps that have nothing to do with each other",
            StrictMath.pow(2, -bits),
            bits,
            rates.chains()));
    return List.copyOf(signals);
  }

  private static boolean is(Alert.Signal signal, Step step) {
    return signal.name().equals(step.name());
  }

  private static List<String> techniques(Chain chain) {
    Set<String> ids = new LinkedHashSet<>();
    for (Step step : chain.steps) {
      ids.addAll(
          switch (step.name()) {
            case Joins.CI_ODD, Joins.SECRETS -> List.of("T1195.001", "T1552.001");
            case Joins.SIGNED_IN -> List.of("T1078.004");
            case Joins.TOKEN_CREATED, Joins.OWNER_ADDED, Joins.ACCOUNT_CHANGED -> List.of("T1098");
            case Joins.USED_ELSEWHERE -> List.of("T1528", "T1550.001");
            case Joins.RUN_DEAD -> List.of("T1070");
            default -> List.of("T1195.002");
          });
    }
    return List.copyOf(ids);
  }

  private static List<Alert.Action> response(Chain chain) {
    Set<Alert.Action> actions = new LinkedHashSet<>();
    for (Step step : chain.steps) {
      if (step.credentialId() != null && !step.name().equals(Joins.RUN_DEAD)) {
        actions.add(
            new Alert.Action(
                "revoke_credential", step.credentialId(), "it was used in this chain"));
      }
    }
    for (Step step : chain.steps) {
      add(step, actions);
    }
    Step last = chain.steps.get(chain.steps.size() - 1);
    String whom = last.owner() != null ? last.owner() : last.actorId();
    if (whom != null) {
      actions.add(
          new Alert.Action("ask_owner", whom, "over a channel that the account does not control"));
    }
    return List.copyOf(actions);
  }

  private static void add(Step step, Set<Alert.Action> actions) {
    String project = step.event().project();
    if (project == null) {
      return;
    }
    switch (step.name()) {
      case Joins.PUBLISHED -> {
        String version = step.event().version() == null ? "" : "@" + step.event().version();
        actions.add(
            new Alert.Action(
                "yank_version", project + version, "keep it from being installed until confirmed"));
      }
      case Joins.CI_ODD, Joins.SECRETS -> {
        String which = step.secrets().isEmpty() ? "its runs' secrets" : step.secrets();
        actions.add(new Alert.Action("rotate_secrets", project, "a run could read " + which));
        actions.add(new Alert.Action("review_workflow", project, "before its next run"));
      }
      case Joins.OWNER_ADDED ->
          actions.add(
              new Alert.Action("review_owners", project, "an owner was added before the publish"));
      default -> {}
    }
  }
}
