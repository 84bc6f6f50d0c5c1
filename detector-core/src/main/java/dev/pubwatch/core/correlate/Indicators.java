package dev.pubwatch.core.correlate;

import dev.pubwatch.core.Event;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Seen;
import dev.pubwatch.core.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an event shows that an indicator list can name, each as {@code kind|value}. */
final class Indicators {
  /** Attributes of a report that names an indicator rather than a credential. */
  private static final String KIND = "indicator_kind";

  private static final String VALUE = "indicator";
  private static final String HOST = "host";
  private static final String IP = "ip";
  private static final String CONTENT = "content_hash";
  private static final String ACCOUNT = "account";
  private static final Set<String> KINDS = Set.of(HOST, IP, CONTENT, ACCOUNT);

  /** Names of a host longer than this are no names of hosts. */
  private static final int MOST_LABELS = 8;

  private Indicators() {}

  /** The indicator that a report names, or null where it names none that is known. */
  static @Nullable String reported(Event e) {
    String kind = e.attributes().get(KIND);
    String value = e.attributes().get(VALUE);
    boolean known = kind != null && KINDS.contains(kind) && value != null && !value.isBlank();
    return known ? kind + "|" + normal(String.valueOf(kind), String.valueOf(value)) : null;
  }

  private static String normal(String kind, String value) {
    String text = value.strip();
    return kind.equals(ACCOUNT) ? text : text.toLowerCase(Locale.ROOT);
  }

  /** What a list may name of an event; a host's parent domains name it too. */
  static List<String> of(Event e) {
    List<String> found = new ArrayList<>();
    for (String host : e.egressHosts()) {
      addHost(host.toLowerCase(Locale.ROOT), found);
    }
    add(IP, e.ip(), found);
    add(IP, e.prefix(), found);
    add(CONTENT, e.contentHash(), found);
    if (e.actorId() != null) {
      found.add(ACCOUNT + "|" + e.actorId());
    }
    return found;
  }

  private static void add(String kind, @Nullable String value, List<String> found) {
    if (value != null) {
      found.add(kind + "|" + value.toLowerCase(Locale.ROOT));
    }
  }

  private static void addHost(String host, List<String> found) {
    int at = 0;
    for (int label = 0; label < MOST_LABELS && at >= 0; label++) {
      String name = host.substring(at);
      int dot = name.indexOf('.');
      if (label == 0 || dot > 0) {
        found.add(HOST + "|" + name);
      }
      at = dot < 0 ? -1 : at + dot + 1;
    }
  }

  /**
   * What is worth keeping of an event in case that a list names it later: hosts, contents, and
   * addresses that were new to whoever came from them.
   */
  static List<String> toKeep(Observation o) {
    Event e = o.event();
    List<String> kept = new ArrayList<>();
    for (String host : e.egressHosts()) {
      kept.add(HOST + "|" + host.toLowerCase(Locale.ROOT));
    }
    add(CONTENT, e.contentHash(), kept);
    boolean fromElsewhere =
        isNew(o.seen(Trait.IP_OF_ACTOR)) || isNew(o.seen(Trait.IP_OF_CREDENTIAL));
    if (fromElsewhere && !e.networkKind().equals("ci")) {
      add(IP, e.ip(), kept);
    }
    return kept;
  }

  private static boolean isNew(@Nullable Seen seen) {
    return seen != null && seen.isNew();
  }
}
