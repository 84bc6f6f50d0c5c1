package dev.pubwatch.core.correlate;

import dev.pubwatch.core.Alert;
import dev.pubwatch.core.Codec;
import dev.pubwatch.core.Event;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.PastUse;
import dev.pubwatch.core.Verdict;
import dev.pubwatch.core.baseline.Hashes;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is known to have leaked or to belong to an intruder: uses of a credential between its leak
 * and the report are found again in what its baseline kept, and told once; hosts, addresses,
 * contents and accounts on an indicator list are told when they show, or at once where they showed
 * before. Later uses of a leaked credential alert by themselves, whatever the statistics say; what
 * a tampered run could read is a raised prior that decays: see {@link ChainCorrelator}.
 */
public final class ExposureCorrelator implements Correlator<ExposureState> {
  static final String REPORT = "token:exposed";

  @Override
  public String name() {
    return "exposures";
  }

  @Override
  public ExposureState fresh() {
    return new ExposureState();
  }

  @Override
  public Codec<ExposureState> codec() {
    return new ExposureState.ExposureCodec();
  }

  @Override
  public void observe(ExposureState state, Judged judged, Consumer<Alert> alerts) {
    Observation o = judged.observation();
    Event e = o.event();
    if (!e.action().equals(REPORT)) {
      match(state, e, alerts);
      for (String what : Indicators.toKeep(o)) {
        state.keep(Hashes.of(what), PastUse.of(e));
      }
      return;
    }
    if (!o.pastUses().isEmpty()) {
      alerts.accept(ExposureWriter.usedBeforeReport(e, o.pastUses()));
    }
    String indicator = Indicators.reported(e);
    if (indicator != null && !state.reported.containsKey(indicator)) {
      Exposed exposed = new Exposed(indicator, e);
      state.report(exposed);
      tellKept(state, exposed, e, alerts);
    }
  }

  private static void match(ExposureState state, Event e, Consumer<Alert> alerts) {
    if (state.reported.isEmpty()) {
      return;
    }
    for (String what : Indicators.of(e)) {
      Exposed exposed = state.reported.get(what);
      if (exposed != null && exposed.matched(evidence(e), e.timeMillis(), member(e), 1)) {
        alerts.accept(ExposureWriter.matched(exposed, e));
      }
    }
  }

  /** What showed the indicator before anybody reported it. */
  private static void tellKept(
      ExposureState state, Exposed exposed, Event report, Consumer<Alert> alerts) {
    PastUse use = state.kept.get(Hashes.of(exposed.indicator));
    if (use != null) {
      String member = use.project() == null ? use.source() : use.project();
      exposed.matched(ExposureWriter.evidence(use), use.firstMillis(), member, use.count());
      alerts.accept(ExposureWriter.matched(exposed, report));
    }
  }

  private static Alert.Evidence evidence(Event e) {
    return new Alert.Evidence(
        e.eventId(), e.project(), e.version(), e.timeMillis(), e.action(), e.source());
  }

  /** Whom a match is about: the same once more is no news. */
  private static String member(Event e) {
    String project = e.project();
    String credential = e.credentialId();
    @Nullable String who =
        project != null ? project : credential != null ? credential : e.actorId();
    return who == null ? e.source() : who;
  }

  /** An indicator whose match was benign is one no more. */
  @Override
  public void heed(ExposureState state, Verdict verdict) {
    if (verdict.kind() == Verdict.Kind.BENIGN) {
      state
          .reported
          .values()
          .removeIf(exposed -> ExposureWriter.alertId(exposed).equals(verdict.alertId()));
    }
  }
}
