package dev.pubwatch.core.correlate;

import dev.pubwatch.core.Alert;
import dev.pubwatch.core.Codec;
import dev.pubwatch.core.Event;
import dev.pubwatch.core.Verdict;
import dev.pubwatch.core.surprise.Log2;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The same new thing at owners who have nothing in common.
 *
 * <p>An edge is an owner who meets an indicator that his own past does not know, in an event that
 * is odd by itself ({@link #ODD_BITS}): a rollout that surprises nobody counts for nothing. Owners
 * are related when one account acts for both, so that a bot or an administrator at work in many
 * places is one. Windows from ten minutes to a week are scanned, see {@link Scan}; a campaign is
 * told when three owners are in it and so many would come by chance {@link #FALSE_PER_DAY} a day.
 * It then grows with every further event that shows the indicator anew, odd or not, for as long as
 * the scan would still tell it: what everybody meets in the end is no campaign but popular.
 */
final class CampaignCorrelator implements Correlator<CampaignState> {
  static final long LONGEST_MILLIS = 7 * 86_400_000L;

  /** One false campaign a year: a budget of its own, beside that of single events. */
  private static final double FALSE_PER_DAY = 1.0 / 365;

  private static final int LEAST_OWNERS = 3;

  /** One event in eight is as odd. */
  private static final double ODD_BITS = 3;

  private static final long MINUTE = 60_000L;
  private static final long[] WINDOWS = {
    10 * MINUTE, 60 * MINUTE, 6 * 60 * MINUTE, 24 * 60 * MINUTE, LONGEST_MILLIS
  };

  @Override
  public String name() {
    return "campaign";
  }

  @Override
  public CampaignState fresh() {
    return new CampaignState();
  }

  @Override
  public void observe(CampaignState state, Judged judged, Consumer<Alert> alerts) {
    String owner = owner(judged.observation().event());
    if (owner != null) {
      for (Indicator indicator : Indicator.of(judged.observation())) {
        observe(state, indicator, owner, judged, alerts);
      }
    }
  }

  private static void observe(
      CampaignState state,
      Indicator indicator,
      String owner,
      Judged judged,
      Consumer<Alert> alerts) {
    Event e = judged.observation().event();
    boolean odd = judged.isOdd() || judged.scoreBits() >= ODD_BITS;
    Trail trail = state.take(indicator);
    if (!odd && !trail.isCampaign()) {
      if (trail.edges() > 0) {
        state.put(trail);
      }
      return;
    }
    long now = e.timeMillis();
    boolean counted = trail.isUnrelated(owner, e.actorId());
    Trail.Member member = Trail.Member.of(e, owner, counted);
    trail = trail.with(member, now - LONGEST_MILLIS);
    if (counted) {
      state.pace(indicator.kind()).add(now, trail.edges() == 1);
    }
    state.put(told(state, trail, member, alerts));
  }

  /** The trail after its alert, if there is one. */
  private static Trail told(
      CampaignState state, Trail trail, Trail.Member member, Consumer<Alert> alerts) {
    double bits = bits(state, trail, member.timeMillis());
    double perDay = StrictMath.pow(2, -bits) * perDay(state, trail, member.timeMillis());
    if (trail.isCampaign()) {
      return perDay > FALSE_PER_DAY
          ? trail.closed()
          : tell(trail, trail.campaign(), bits, perDay, alerts);
    }
    int owners = trail.countedSince(member.timeMillis() - LONGEST_MILLIS);
    boolean told = owners >= LEAST_OWNERS && perDay <= FALSE_PER_DAY;
    boolean mayMark = told || (owners >= LEAST_OWNERS && owners == trail.edges());
    Trail same = mayMark ? state.campaignOf(member) : null;
    if (same == null) {
      return told ? tell(trail, CampaignWriter.id(trail), bits, perDay, alerts) : trail;
    }
    if (!same.marks().contains(trail.indicator().text())) {
      Trail marked = same.marked(trail.indicator());
      state.put(tell(marked, marked.campaign(), bits, perDay, alerts));
    }
    return trail;
  }

  private static Trail tell(
      Trail trail, String id, double bits, double perDay, Consumer<Alert> alerts) {
    Trail told = trail.told(id, trail.revision() + 1, bits);
    alerts.accept(CampaignWriter.write(told, perDay));
    return told;
  }

  /** −log2 p, the windows that were tried paid for. */
  private static double bits(CampaignState state, Trail trail, long now) {
    EdgePace pace = state.pace(trail.indicator().kind());
    double theta = Scan.theta(pace.indicators(), pace.edges());
    double most = 0;
    for (long window : WINDOWS) {
      int onIt = trail.countedSince(now - window);
      int within = Math.max(onIt, pace.since(now - window));
      if (onIt > 1) {
        double before = trail.edges() - onIt;
        most = Math.max(most, Scan.bits(onIt, within, before, pace.edges() - within, theta));
      }
    }
    return Math.max(0, most - Log2.of(WINDOWS.length));
  }

  private static double perDay(CampaignState state, Trail trail, long now) {
    return state.pace(trail.indicator().kind()).perDay(now, LONGEST_MILLIS);
  }

  /** Whom an event is about: the owner, else the project. */
  private static @Nullable String owner(Event e) {
    return e.owner() != null ? e.owner() : e.project();
  }

  /** What was found benign grows no more, and its indicator is popular from then on. */
  @Override
  public void heed(CampaignState state, Verdict verdict) {
    if (verdict.kind() == Verdict.Kind.BENIGN) {
      state.close(verdict.alertId());
    }
  }

  @Override
  public Codec<CampaignState> codec() {
    return new Codec<>() {
      @Override
      public int version() {
        return 2;
      }

      @Override
      public void write(CampaignState state, DataOutput out) throws IOException {
        state.write(out);
      }

      @Override
      public CampaignState read(int version, DataInput in) throws IOException {
        requireVersion("campaigns", version);
        return CampaignState.read(in);
      }

      @Override
      public CampaignState copy(CampaignState state) {
        return state.copy();
      }
    };
  }
}
