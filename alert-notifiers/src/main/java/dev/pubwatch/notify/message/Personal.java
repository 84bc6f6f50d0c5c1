package dev.pubwatch.notify.message;

import dev.pubwatch.events.Alert;
import dev.pubwatch.events.EvidenceEvent;
import dev.pubwatch.events.Origin;
import dev.pubwatch.events.ResponseAction;
import dev.pubwatch.events.Signal;
import dev.pubwatch.notify.Notice;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;

/**
 * Takes persons out of a notice: account ids, addresses of networks and mail, user agents. What
 * names an account or an address in free text is replaced; signals that are about nothing else keep
 * their name and their bits.
 *
 * <p>Owners and projects stay: they are what the notice is about, even where one is named after its
 * holder. An account that only a project's name mentions cannot be told from the name.
 */
public final class Personal {
  private static final String ACCOUNT = "[account]";
  private static final String ADDRESS = "[address]";
  private static final String LEFT_OUT = "[left out]";

  /** Signals whose texts are an account, an address or a client program of somebody. */
  private static final Pattern OF_PERSONS =
      Pattern.compile(
          "(?:publisher|workflow_editor|maintainers|where_of|account|client)\\w*|\\w*_(?:account|owner|owners|ip)");

  /** Why the notifiers themselves, or a verdict, acknowledge or end an incident. */
  private static final Pattern OWN_WORDS =
      Pattern.compile(
          "confirmed by a verdict|(?:an alert of it was )?judged benign|quiet for [0-9dhms. ]{1,20}"
              + "|merged into pwi-[0-9a-f]{1,64}|too many incidents are open");

  /** Actions on an account. */
  private static final Set<String> ON_ACCOUNTS =
      Set.of("revoke_account_tokens", "end_sessions", "ask_owner");

  private static final Pattern IPV4 =
      Pattern.compile("(?<![\\d.])\\d{1,3}(?:\\.\\d{1,3}){3}(?:/\\d{1,2})?(?![\\d.]*\\d)");
  private static final Pattern IPV6 =
      Pattern.compile(
          "(?<![\\w:])(?=[0-9a-fA-F:]*::|(?:[0-9a-fA-F]{1,4}:){7})[0-9a-fA-F:]{3,45}(?:/\\d{1,3})?(?![\\w:])");
  private static final Pattern MAIL =
      Pattern.compile("[\\w.+-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,8}");
  private static final int LONGEST_NAME = 256;

  private Personal() {}

  /** The notice without persons; the one given stays as it is. */
  public static Notice without(Notice n) {
    return new Notice(
        n.incidentId(),
        n.revision(),
        n.phase(),
        n.route(),
        n.severity(),
        n.openedAt(),
        n.updatedAt(),
        n.alertCount(),
        n.alerts().stream().map(Personal::without).toList(),
        isOwn(n) ? n.note() : "");
  }

  /** What people say of an incident names them; what the notifiers say does not. */
  private static boolean isOwn(Notice n) {
    boolean people = n.phase() == Notice.Phase.ACKNOWLEDGED || n.phase() == Notice.Phase.RESOLVED;
    return !people || OWN_WORDS.matcher(n.note()).matches();
  }

  private static Alert without(Alert whole) {
    Alert a = SpecificData.get().deepCopy(whole.getSchema(), whole);
    Set<Pattern> names = names(whole);
    a.setActorId(null);
    a.setOrigin(without(a.getOrigin()));
    a.setTitle(scrubbed(a.getTitle(), names));
    a.setSummary(scrubbed(a.getSummary(), names));
    if (a.getCounterfactual() != null) {
      a.setCounterfactual(scrubbed(a.getCounterfactual(), names));
    }
    a.setSignals(a.getSignals().stream().map(s -> without(s, names)).toList());
    a.setResponse(a.getResponse().stream().map(r -> without(r, names)).toList());
    a.setEvents(a.getEvents().stream().map(e -> without(e, names)).toList());
    if (a.getCampaign() != null) {
      a.getCampaign().setIndicator(scrubbed(a.getCampaign().getIndicator(), names));
    }
    return a;
  }

  private static @Nullable Origin without(@Nullable Origin origin) {
    if (origin != null) {
      origin.setIp(null);
      origin.setPrefix(null);
      origin.setUserAgent(null);
    }
    return origin;
  }

  private static Signal without(Signal s, Set<Pattern> names) {
    boolean person = OF_PERSONS.matcher(s.getName()).matches();
    s.setObserved(person ? LEFT_OUT : scrubbed(s.getObserved(), names));
    s.setExpected(person ? LEFT_OUT : scrubbed(s.getExpected(), names));
    return s;
  }

  private static ResponseAction without(ResponseAction r, Set<Pattern> names) {
    if (ON_ACCOUNTS.contains(r.getAction())) {
      r.setTarget(ACCOUNT);
    } else if (r.getAction().equals("remove_owner")) {
      r.setTarget(beforePerson(r.getTarget()) + ": " + ACCOUNT);
    } else {
      r.setTarget(scrubbed(r.getTarget(), names));
    }
    r.setReason(scrubbed(r.getReason(), names));
    return r;
  }

  private static EvidenceEvent without(EvidenceEvent e, Set<Pattern> names) {
    e.setEventId(scrubbed(e.getEventId(), names));
    return e;
  }

  private static Set<Pattern> names(Alert alert) {
    Set<String> names = new LinkedHashSet<>();
    if (alert.getActorId() != null) {
      names.add(alert.getActorId());
    }
    for (ResponseAction r : alert.getResponse()) {
      if (ON_ACCOUNTS.contains(r.getAction())) {
        names.add(r.getTarget());
      } else if (r.getAction().equals("remove_owner")) {
        names.add(
            r.getTarget().substring(beforePerson(r.getTarget()).length()).replaceFirst("^: ", ""));
      }
    }
    Set<Pattern> patterns = new LinkedHashSet<>();
    for (String name : names) {
      if (!name.isBlank() && name.length() <= LONGEST_NAME) {
        patterns.add(
            Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}])"));
      }
    }
    return patterns;
  }

  private static String beforePerson(String target) {
    int colon = target.lastIndexOf(": ");
    return colon < 0 ? target : target.substring(0, colon);
  }

  private static String scrubbed(String text, Set<Pattern> names) {
    String out = MAIL.matcher(text).replaceAll(Matcher.quoteReplacement(ACCOUNT));
    for (Pattern name : names) {
      out = name.matcher(out).replaceAll(Matcher.quoteReplacement(ACCOUNT));
    }
    out = IPV4.matcher(out).replaceAll(Matcher.quoteReplacement(ADDRESS));
    return IPV6.matcher(out).replaceAll(Matcher.quoteReplacement(ADDRESS));
  }
}
