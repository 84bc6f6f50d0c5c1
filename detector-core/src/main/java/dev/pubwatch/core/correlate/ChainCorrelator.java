package dev.pubwatch.core.correlate;

import dev.pubwatch.core.Alert;
import dev.pubwatch.core.Codec;
import dev.pubwatch.core.Event;
import dev.pubwatch.core.EventKind;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Verdict;
import dev.pubwatch.core.surprise.Log2;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Follows intrusions from step to step: CI tampered with → a credential of its runs used from
 * elsewhere → publish; sign-in from a new origin → token created → publish; owner added → publish;
 * a run that had not succeeded → a release bound to it.
 *
 * <p>Steps are joined by repository, run, credential and account; {@link ChainEvidence} says what a
 * completed chain amounts to, and {@link ChainRates} how often ordinary life completes such a one.
 * It is told when it has {@link #LEAST_EVIDENCE}, is rarer than one in {@link #RAREST} of its kind,
 * and no more than {@link #PER_DAY} of its kind are expected a day: chains have a budget of their
 * own, which no flood of other alerts can spend.
 */
public final class ChainCorrelator implements Correlator<ChainState> {
  /** Thirty-two times likelier from an intruder, as for a single event. */
  private static final double LEAST_EVIDENCE = 5;

  /** Bits. */
  private static final double RAREST = 5;

  /** Of six kinds, together one chain every other day at most. */
  private static final double PER_DAY = 1.0 / 12;

  @Override
  public String name() {
    return "chains";
  }

  @Override
  public ChainState fresh() {
    return new ChainState();
  }

  @Override
  public Codec<ChainState> codec() {
    return new ChainState.ChainCodec();
  }

  @Override
  public void observe(ChainState state, Judged judged, Consumer<Alert> alerts) {
    Observation o = judged.observation();
    Event e = o.event();
    state.pass(e.timeMillis());
    observeRun(state, judged, alerts);
    if (Joins.isPublish(e)) {
      published(state, judged, alerts);
    } else if (Joins.isUsedElsewhere(o)) {
      usedElsewhere(state, judged, alerts);
    }
    begin(state, judged);
  }

  /** Takes an event that begins a chain, or that comes between its beginning and its end. */
  private static void begin(ChainState state, Judged judged) {
    Observation o = judged.observation();
    Event e = o.event();
    if (e.kind() == EventKind.CI && e.project() != null) {
      beginInCi(state, judged, Joins.ci(e.project()));
    }
    String login = Joins.login(e);
    if (login != null && Joins.isSignIn(o)) {
      beginOrAdd(state, login, Step.of(Joins.SIGNED_IN, judged));
    } else if (login != null) {
      changedAccount(state, judged, state.find(login, e.timeMillis()));
    }
    if (Joins.isOwnerAdded(e)) {
      String subject = e.project() != null ? Joins.ownerOfProject(e) : Joins.ownerOfAll(e);
      if (subject != null) {
        beginOrAdd(state, subject, Step.of(Joins.OWNER_ADDED, judged));
      }
    }
  }

  private static void beginInCi(ChainState state, Judged judged, String subject) {
    Event e = judged.observation().event();
    Chain open = state.find(subject, e.timeMillis());
    if (Joins.isCiOdd(judged, open != null)) {
      beginOrAdd(state, subject, Step.of(Joins.CI_ODD, judged));
    } else if (open != null && !e.secretsPassed().isEmpty() && !open.has(Joins.SECRETS)) {
      open.addBetween(Step.of(Joins.SECRETS, judged));
    }
  }

  /** What says more than what is left of an untold beginning takes its place. */
  private static void beginOrAdd(ChainState state, String subject, Step step) {
    Chain open = state.find(subject, step.timeMillis());
    boolean ci = step.name().equals(Joins.CI_ODD);
    if (open == null || (!ci && !open.isTold() && step.bits() >= open.first().bits())) {
      state.drop(subject);
      state.put(new Chain(subject, step));
    } else if (ci) {
      open.addBetween(step);
    }
  }

  private static void changedAccount(ChainState state, Judged judged, @Nullable Chain open) {
    Event e = judged.observation().event();
    if (open == null) {
      return;
    }
    if (e.action().equals("token:create")) {
      open.addBetween(Step.of(Joins.TOKEN_CREATED, judged));
      if (e.credentialId() != null) {
        state.name(Joins.credential(e.credentialId()), open);
      }
    } else if (e.action().equals("mfa:disable") || Joins.isOwnerAdded(e)) {
      open.addBetween(Step.of(Joins.ACCOUNT_CHANGED, judged));
    }
  }

  private static void usedElsewhere(ChainState state, Judged judged, Consumer<Alert> alerts) {
    Observation o = judged.observation();
    Set<Chain> open = new LinkedHashSet<>();
    for (String repository : o.repositories()) {
      addIfOpen(open, state.find(Joins.ci(repository), o.event().timeMillis()));
    }
    Step step = Step.of(Joins.USED_ELSEWHERE, judged);
    complete(state, open, c -> ChainKind.CI_TO_USE, step, alerts);
    if (!o.repositories().isEmpty()) {
      state.rates(ChainKind.CI_TO_USE).ended();
    }
  }

  private static void published(ChainState state, Judged judged, Consumer<Alert> alerts) {
    Observation o = judged.observation();
    Event e = o.event();
    long now = e.timeMillis();
    Set<Chain> open = new LinkedHashSet<>();
    for (String repository : Joins.repositories(o)) {
      addIfOpen(open, state.find(Joins.ci(repository), now));
    }
    addIfOpen(open, state.find(Joins.login(e), now));
    if (e.credentialId() != null) {
      addIfOpen(open, state.findAlias(Joins.credential(e.credentialId()), now));
    }
    if (Joins.isByNewOwner(o)) {
      addIfOpen(open, state.find(Joins.ownerOfProject(e), now));
      addIfOpen(open, state.find(Joins.ownerOfAll(e), now));
    }
    complete(state, open, ChainKind::ofPublish, Step.of(Joins.PUBLISHED, judged), alerts);
    if (!o.repositories().isEmpty()) {
      state.rates(ChainKind.CI_TO_PUBLISH).ended();
    }
    if (e.actorId() != null) {
      state.rates(ChainKind.SIGN_IN_TO_PUBLISH).ended();
      state.rates(ChainKind.OWNER_TO_PUBLISH).ended();
    }
  }

  private static void addIfOpen(Set<Chain> open, @Nullable Chain chain) {
    if (chain != null) {
      open.add(chain);
    }
  }

  private static void observeRun(ChainState state, Judged judged, Consumer<Alert> alerts) {
    Observation o = judged.observation();
    List<Long> keys = RunLedger.keys(o);
    if (keys.isEmpty()) {
      return;
    }
    if (Joins.isPublish(o.event())) {
      boundToRun(state, judged, keys, alerts);
    } else if (Joins.isDead(o.event())) {
      runDied(state, judged, keys, alerts);
    } else if (o.event().action().startsWith("run:")) {
      state.runs.recovered(keys);
    }
  }

  private static void boundToRun(
      ChainState state, Judged judged, List<Long> keys, Consumer<Alert> alerts) {
    Step release = Step.of(Joins.PUBLISHED, judged);
    Step death = state.runs.deathOf(keys);
    state.runs.released(keys, release, death != null);
    if (death != null && death.timeMillis() <= release.timeMillis()) {
      ofRun(state, death, List.of(release), ChainKind.DEAD_RUN_TO_PUBLISH, alerts);
    }
  }

  private static void runDied(
      ChainState state, Judged judged, List<Long> keys, Consumer<Alert> alerts) {
    Step death = Step.of(Joins.RUN_DEAD, judged);
    state.runs.died(keys, death);
    List<Step> releases = state.runs.takeReleasesOf(keys);
    if (!releases.isEmpty()) {
      ofRun(state, death, releases, ChainKind.PUBLISH_TO_DEAD_RUN, alerts);
    }
  }

  /** The chain of a run: begun and completed at once, or grown by one more release. */
  private static void ofRun(
      ChainState state, Step death, List<Step> releases, ChainKind kind, Consumer<Alert> alerts) {
    Step first = kind == ChainKind.DEAD_RUN_TO_PUBLISH ? death : releases.get(0);
    Step last = kind == ChainKind.DEAD_RUN_TO_PUBLISH ? releases.get(0) : death;
    String subject = "run|" + death.event().project() + "|" + death.event().eventId();
    Chain chain = state.find(subject, last.timeMillis());
    if (chain == null) {
      chain = new Chain(subject, first);
      state.put(chain);
      if (kind == ChainKind.PUBLISH_TO_DEAD_RUN) {
        releases.subList(1, releases.size()).forEach(chain::addBetween);
      }
    }
    complete(state, Set.of(chain), c -> kind, last, alerts);
  }

  /** Tells of the likeliest of the chains that a step completes, if it is one to be told. */
  private static void complete(
      ChainState state,
      Set<Chain> open,
      Function<Chain, ChainKind> kinds,
      Step end,
      Consumer<Alert> alerts) {
    List<Completion> found = new ArrayList<>();
    for (Chain chain : open) {
      ChainKind kind = kinds.apply(chain);
      if (chain.beganMillis() <= end.timeMillis() && !chain.holds(end)) {
        ChainEvidence evidence =
            ChainEvidence.of(chain, end, kind, state.rates(kind), open.size(), state.chance(kind));
        found.add(new Completion(chain, kind, evidence));
      }
    }
    Completion best = null;
    for (Completion one : found) {
      best = best == null || one.evidence.log2() > best.evidence.log2() ? one : best;
    }
    if (best != null) {
      take(state, best, end, alerts);
    }
  }

  private record Completion(Chain chain, ChainKind kind, ChainEvidence evidence) {}

  private static void take(ChainState state, Completion done, Step end, Consumer<Alert> alerts) {
    Chain chain = done.chain;
    ChainRates rates = state.rates(done.kind);
    if (chain.remember(done.kind, done.evidence)) {
      rates.completed();
    }
    chain.addLast(end);
    double log2 = done.evidence.log2();
    double p = rates.pValue(log2);
    boolean told = log2 >= LEAST_EVIDENCE && -Log2.of(p) >= RAREST && p * rates.perDay() <= PER_DAY;
    if (!told) {
      return;
    }
    chain.revision++;
    chain.bits = Math.max(chain.bits, -Log2.of(p));
    if (!chain.isTold()) {
      chain.alertId = ChainWriter.alertId(chain);
    }
    state.put(chain);
    alerts.accept(ChainWriter.write(chain, done.kind, done.evidence, end, p, rates));
  }

  /**
   * A chain that was judged grows no more. What was benign is ordinary from now on; what was
   * confirmed is not, nor is a step whose own alert was benign the beginning of anything.
   */
  @Override
  public void heed(ChainState state, Verdict verdict) {
    if (verdict.kind() == Verdict.Kind.WITHDRAWN) {
      return;
    }
    boolean benign = verdict.kind() == Verdict.Kind.BENIGN;
    state
        .chains
        .values()
        .removeIf(
            chain -> {
              boolean own = chain.alertId.equals(verdict.alertId());
              if (own && benign) {
                state.learn(chain);
              }
              return own
                  || (benign
                      && !chain.isTold()
                      && chain.first().alertId().equals(verdict.alertId()));
            });
  }
}
