package dev.pubwatch.core.correlate;

import dev.pubwatch.core.Event;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Seen;
import dev.pubwatch.core.Switch;
import dev.pubwatch.core.Trait;
import dev.pubwatch.core.Turn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that several owners can show and that was new to the one who showed it.
 *
 * @param kind what it is
 * @param value as the source gives it, an opaque string
 */
record Indicator(Kind kind, String value) {
  /** What can bind a campaign. */
  enum Kind {
    /** A host that the repository's workflows never named. */
    HOST("host", "host"),
    /** The content of a workflow that sends secrets or names hosts. */
    CONTENT("content", "workflow content"),
    /** An address that is no CI network's and that the project was never reached from. */
    ADDRESS("address", "address"),
    /** A program that the account never used. */
    PROGRAM("client", "client program");

    private final String word;
    private final String noun;

    Kind(String word, String noun) {
      this.word = word;
      this.noun = noun;
    }

    String noun() {
      return noun;
    }
  }

  private static final int MAX_VALUES = 8;
  private static final int MAX_LENGTH = 256;

  /** As in alerts. */
  String text() {
    return kind.word + ":" + value;
  }

  /** What an event shows that is new, at most {@value #MAX_VALUES} of a kind. */
  static List<Indicator> of(Observation o) {
    Event e = o.event();
    List<Indicator> found = new ArrayList<>();
    Turn hosts = o.turn(Switch.NEW_EGRESS_HOST);
    if (hosts != null && hosts.turned()) {
      hosts.values().stream().limit(MAX_VALUES).forEach(host -> add(found, Kind.HOST, host));
    }
    boolean reachesOut = Boolean.TRUE.equals(e.sendsSecrets()) || !e.egressHosts().isEmpty();
    if (reachesOut && e.action().startsWith("workflow:")) {
      add(found, Kind.CONTENT, e.contentHash());
    }
    if (!e.networkKind().equals("ci") && isNew(o.seen(Trait.IP_OF_PROJECT))) {
      add(found, Kind.ADDRESS, e.ip());
    }
    if (isNew(o.seen(Trait.PROGRAM_OF_ACTOR))) {
      add(found, Kind.PROGRAM, e.client());
    }
    return found;
  }

  private static boolean isNew(@Nullable Seen seen) {
    return seen != null && seen.n() > 0 && seen.isNew();
  }

  private static void add(List<Indicator> found, Kind kind, @Nullable String value) {
    if (value != null && !value.isEmpty() && value.length() <= MAX_LENGTH) {
      found.add(new Indicator(kind, value));
    }
  }
}
