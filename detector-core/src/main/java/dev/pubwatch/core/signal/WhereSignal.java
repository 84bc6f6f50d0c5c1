package dev.pubwatch.core.signal;

import dev.pubwatch.core.Event;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Seen;
import dev.pubwatch.core.Trait;
import dev.pubwatch.core.surprise.PitmanYor;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A place that is new to an entity, backed off along address, prefix, AS and country (within CI:
 * workflow, provider, CI as such).
 *
 * <p>Each level has the mid-p value of its Pitman–Yor predictive, whose parameters it learns from
 * the stream (Heard, Rubin-Delanchy, ISI 2016, flat; the ladder is ours): of something new, or of a
 * value as rare among the known ones. What is new or rare within a wider place that is common says
 * less of an intruder: of its tail the square root is taken {@link #ROOTS} times, each of which
 * leaves half of its bits. The smallest tail counts; that it is the smallest of four is what
 * calibration against the stream takes back.
 */
abstract class WhereSignal extends Signal {
  /**
   * By level, where there is a wider level to compare with; without one none is taken. Addresses
   * and prefixes change by themselves (leases, address pools, roaming), an AS when somebody moves.
   */
  private static final int[] ROOTS = {4, 3, 1, 0};

  /** A VPN's exit tells where its provider is, not where a person is: like a new AS. */
  private static final int VPN_ROOTS = 1;

  private static final String[] NOUNS = {"address", "prefix", "network", "country"};
  private static final String[] CI_NOUNS = {"address", "workflow", "provider", "kind of network"};

  /** A share of the past below which a place is called rare. */
  private static final double RARE = 0.1;

  private static final int COUNTRY = 3;
  private static final Set<String> PLACELESS = Set.of("hosting", "vpn", "tor");
  private static final Set<String> OF_TRAVELLERS = Set.of("isp", "mobile", "vpn");

  /**
   * The share of intruders who come as a traveller would: over an access network or a VPN. Those of
   * the public record whose origin is known came from hosting; people on the move hardly ever do.
   */
  private static final double AS_TRAVELLERS = 1.0 / 16;

  private final String entity;
  private final List<Trait> levels;

  /**
   * @param entity whose past it is compared with, for a person
   * @param levels finest first
   */
  WhereSignal(String name, String entity, Trait... levels) {
    super(name, Group.WHERE, AttackShare.HARD_TO_AVOID);
    this.entity = entity;
    this.levels = List.of(levels);
  }

  @Override
  public int stateLength() {
    return levels.size() * PitmanYor.stateLength();
  }

  @Override
  public double pValue(Observation o, double[] state) {
    int widest = widest(o);
    if (widest < 0) {
      return Double.NaN;
    }
    int top = o.event().networkKind().equals("vpn") ? VPN_ROOTS : 0;
    double p = 1;
    double isNew = 1; // the chance of a new place, which no wider one's exceeds
    boolean known = false;
    for (int level = 0; level <= widest; level++) {
      Seen seen = past(o, level);
      if (seen == null || (known && seen.isNew())) {
        continue; // a known network in a new country is that of a provider, or was moved
      }
      known |= !seen.isNew();
      double tail = PitmanYor.midP(state, level * PitmanYor.stateLength(), seen);
      if (seen.isNew()) {
        isNew = Math.min(isNew, tail);
        tail = isNew;
      }
      p = Math.min(p, weighed(tail, level == widest ? top : ROOTS[level]));
    }
    return p;
  }

  private static double weighed(double tail, int roots) {
    double p = tail;
    for (int i = 0; i < roots; i++) {
      p = Math.sqrt(p);
    }
    return p;
  }

  /** The predictives are learned from the stream as it is; the rank may only take from them. */
  @Override
  public final double calibrated(double raw, double rank) {
    return Math.max(raw, rank);
  }

  @Override
  public final double eValue(Observation o, double p) {
    return super.eValue(o, p) * (mayBeTravel(o) ? AS_TRAVELLERS : 1);
  }

  /** A person may travel; a machine's credential does not. */
  private boolean mayBeTravel(Observation o) {
    int widest = widest(o);
    Seen seen = widest < 0 ? null : past(o, widest);
    String usual = seen == null ? null : seen.usual();
    boolean machine = usual != null && (PLACELESS.contains(usual) || usual.startsWith("ci"));
    return !machine && OF_TRAVELLERS.contains(o.event().networkKind());
  }

  @Override
  public final boolean isFresh(Observation o) {
    int level = oddest(o);
    Seen seen = level < 0 ? null : past(o, level);
    boolean churns = level >= 0 && ROOTS[level] > 1 && level < widest(o);
    return seen != null && !churns && TraitSignal.isFirst(seen);
  }

  @Override
  public void learn(Observation o, double[] state) {
    for (int level = 0; level < levels.size(); level++) {
      Seen seen = o.seen(levels.get(level));
      if (seen != null) {
        PitmanYor.learn(state, level * PitmanYor.stateLength(), seen);
      }
    }
  }

  /** What the past says at a level, null when it says nothing. */
  private @Nullable Seen past(Observation o, int level) {
    Seen seen = o.seen(levels.get(level));
    return seen == null || seen.n() <= 0 ? null : seen;
  }

  private int widest(Observation o) {
    for (int level = levels.size() - 1; level >= 0; level--) {
      if (past(o, level) != null) {
        return level;
      }
    }
    return -1;
  }

  /** The widest level that is new below the finest that is known; the rarest when none is new. */
  private int oddest(Observation o) {
    int newest = -1;
    int rarest = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int level = levels.size() - 1; level >= 0; level--) {
      Seen seen = past(o, level);
      if (seen != null) {
        newest = seen.isNew() ? Math.max(newest, level) : -1;
        rarest = seen.nx() / seen.n() <= least ? level : rarest;
        least = Math.min(least, seen.nx() / seen.n());
      }
    }
    return newest >= 0 ? newest : rarest;
  }

  @Override
  public String observed(Observation o) {
    int level = oddest(o);
    Seen seen = level < 0 ? null : past(o, level);
    String known = seen == null ? ", known to the " : known(seen, noun(o.event(), level));
    return place(o.event()) + known + entity;
  }

  private static String known(Seen seen, String noun) {
    if (seen.isNew()) {
      return ", a " + noun + " new to the ";
    }
    return seen.nx() < RARE * seen.n() ? ", a " + noun + " rare for the " : ", known to the ";
  }

  private static String noun(Event e, int level) {
    if (isCi(e)) {
      return CI_NOUNS[level];
    }
    boolean placeless = level == COUNTRY && PLACELESS.contains(e.networkKind());
    return placeless ? "kind of network" : NOUNS[level];
  }

  /** Of a value of a table, which is what Place makes of an event. */
  private static String noun(String value, int level) {
    if (value.startsWith("ci")) {
      return CI_NOUNS[level];
    }
    return level == COUNTRY && PLACELESS.contains(value) ? "kind of network" : NOUNS[level];
  }

  private static boolean isCi(Event e) {
    return e.networkKind().equals("ci");
  }

  private static String place(Event e) {
    StringBuilder text = new StringBuilder("from ");
    if (isCi(e)) {
      text.append(e.ciProvider() == null ? "a CI system" : "CI of " + e.ciProvider());
      return text.append(e.workflow() == null ? "" : ", workflow " + e.workflow()).toString();
    }
    String finest = e.ip() != null ? e.ip() : e.prefix();
    text.append(finest == null ? "an unknown address" : finest);
    String kind = e.networkKind().equals("unknown") ? null : e.networkKind();
    String asn = e.asn() < 0 ? null : "AS" + e.asn();
    List<String> wider =
        Stream.of(kind, asn, e.country()).filter(Objects::nonNull).map(String::valueOf).toList();
    return text.append(wider.isEmpty() ? "" : " (" + String.join(", ", wider) + ")").toString();
  }

  @Override
  public String expected(Observation o) {
    int level = oddest(o);
    Seen seen = level < 0 ? null : past(o, level);
    if (seen == null || seen.usual() == null) {
      return "places that the " + entity + " often acts from";
    }
    long share = Math.round(100 * seen.usualCount() / seen.n());
    return String.format(
        Locale.ROOT, "%s %s (%d %% of its past)", noun(seen.usual(), level), seen.usual(), share);
  }

  @Override
  public long history(Observation o) {
    int level = oddest(o);
    Seen seen = level < 0 ? null : past(o, level);
    return seen == null ? 0 : Math.round(seen.n());
  }
}
