package dev.pubwatch.core.correlate;

import dev.pubwatch.core.Event;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who met an indicator. Immutable, so that a snapshot shares it.
 *
 * @param edges novel edges so far: owners who have nothing in common, each once
 * @param members events, oldest first, at most {@link #MAX_MEMBERS}
 * @param dropped members left out beyond that
 * @param campaign the id of its alert, empty for none
 * @param revision of that alert
 * @param bits of that alert
 * @param marks other indicators that the same events show
 */
record Trail(
    Indicator indicator,
    double edges,
    List<Member> members,
    int dropped,
    String campaign,
    int revision,
    double bits,
    List<String> marks) {
  static final int MAX_MEMBERS = 256;

  /**
   * An event that showed the indicator.
   *
   * @param counted whether it is a novel edge
   */
  record Member(
      String owner,
      @Nullable String actor,
      String eventId,
      @Nullable String project,
      @Nullable String version,
      long timeMillis,
      String action,
      String source,
      boolean sendsSecrets,
      boolean counted) {

    static Member of(Event e, String owner, boolean counted) {
      return new Member(
          owner,
          e.actorId(),
          e.eventId(),
          e.project(),
          e.version(),
          e.timeMillis(),
          e.action(),
          e.source(),
          Boolean.TRUE.equals(e.sendsSecrets()),
          counted);
    }
  }

  static Trail begin(Indicator indicator) {
    return new Trail(indicator, 0, List.of(), 0, "", 0, 0, List.of());
  }

  boolean isCampaign() {
    return !campaign.isEmpty();
  }

  /** With one more event; without a campaign those before a moment are forgotten. */
  Trail with(Member member, long forgetBeforeMillis) {
    List<Member> kept = new ArrayList<>();
    for (Member m : members) {
      if (isCampaign() || m.timeMillis() >= forgetBeforeMillis) {
        kept.add(m);
      }
    }
    boolean fits = kept.size() < MAX_MEMBERS;
    if (fits) {
      kept.add(member);
    }
    double more = member.counted() ? 1 : 0;
    int left = fits ? dropped : dropped + 1;
    return new Trail(
        indicator, edges + more, List.copyOf(kept), left, campaign, revision, bits, marks);
  }

  Trail told(String id, int newRevision, double newBits) {
    double most = Math.max(bits, newBits);
    return new Trail(indicator, edges, members, dropped, id, newRevision, most, marks);
  }

  /** Bound by another indicator too. */
  Trail marked(Indicator other) {
    List<String> more = new ArrayList<>(marks);
    more.add(other.text());
    return new Trail(
        indicator, edges, members, dropped, campaign, revision, bits, List.copyOf(more));
  }

  /** Without campaign or members: what was benign is popular from then on. */
  Trail closed() {
    return new Trail(indicator, edges, List.of(), 0, "", 0, 0, List.of());
  }

  /** Whether an event is of somebody who is not among the members, nor acts through one of them. */
  boolean isUnrelated(String owner, @Nullable String actor) {
    for (Member m : members) {
      if (m.owner().equals(owner) || (actor != null && actor.equals(m.actor()))) {
        return false;
      }
    }
    return true;
  }

  /** Novel edges since a moment. */
  int countedSince(long millis) {
    return (int) members.stream().filter(m -> m.counted() && m.timeMillis() >= millis).count();
  }

  Set<String> owners() {
    Set<String> owners = new LinkedHashSet<>();
    members.forEach(m -> owners.add(m.owner()));
    return owners;
  }

  Set<String> projects() {
    Set<String> projects = new LinkedHashSet<>();
    members.forEach(m -> projects.add(m.project() == null ? m.owner() : m.project()));
    return projects;
  }
}
