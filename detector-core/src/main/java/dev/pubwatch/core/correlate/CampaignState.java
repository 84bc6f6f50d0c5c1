package dev.pubwatch.core.correlate;

import dev.pubwatch.core.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Trails of indicators, the longest untouched first, and the pace of each kind. */
final class CampaignState {
  /** Beyond it the longest untouched trail is forgotten. */
  static final int MAX_INDICATORS = 1_000_000;

  private final Map<Indicator, Trail> trails = new LinkedHashMap<>();
  private final Set<Indicator> campaigns = new LinkedHashSet<>();
  private final EdgePace[] paces = new EdgePace[Indicator.Kind.values().length];

  CampaignState() {
    for (int i = 0; i < paces.length; i++) {
      paces[i] = new EdgePace();
    }
  }

  EdgePace pace(Indicator.Kind kind) {
    return paces[kinds().indexOf(kind)];
  }

  private static List<Indicator.Kind> kinds() {
    return List.of(Indicator.Kind.values());
  }

  /** Takes a trail out, to be put back as the latest. */
  Trail take(Indicator indicator) {
    Trail trail = trails.remove(indicator);
    return trail == null ? Trail.begin(indicator) : trail;
  }

  void put(Trail trail) {
    hold(trail);
    if (trails.size() > MAX_INDICATORS) {
      Iterator<Indicator> oldestFirst = trails.keySet().iterator();
      campaigns.remove(oldestFirst.next());
      oldestFirst.remove();
    }
  }

  private void hold(Trail trail) {
    trails.put(trail.indicator(), trail);
    if (trail.isCampaign()) {
      campaigns.add(trail.indicator());
    } else {
      campaigns.remove(trail.indicator());
    }
  }

  /** Ends the campaign that an alert told of. */
  void close(String alertId) {
    for (Indicator indicator : List.copyOf(campaigns)) {
      Trail trail = trails.get(indicator);
      if (trail != null && trail.campaign().equals(alertId)) {
        hold(trail.closed());
      }
    }
  }

  /** The campaign that shares an event with a trail, or null. */
  @Nullable Trail campaignOf(Trail.Member member) {
    for (Indicator indicator : campaigns) {
      Trail trail = trails.get(indicator);
      if (trail != null && holds(trail, member)) {
        return trail;
      }
    }
    return null;
  }

  private static boolean holds(Trail trail, Trail.Member member) {
    return trail.members().stream().anyMatch(m -> m.eventId().equals(member.eventId()));
  }

  CampaignState copy() {
    CampaignState copy = new CampaignState();
    copy.trails.putAll(trails);
    copy.campaigns.addAll(campaigns);
    for (int i = 0; i < paces.length; i++) {
      copy.paces[i] = paces[i].copy();
    }
    return copy;
  }

  void write(DataOutput out) throws IOException {
    for (EdgePace pace : paces) {
      pace.write(out);
    }
    Wire.unsigned(out, trails.size());
    for (Trail trail : trails.values()) {
      Wire.string(out, trail.indicator().kind().name());
      Wire.string(out, trail.indicator().value());
      out.writeDouble(trail.edges());
      Wire.unsigned(out, trail.dropped());
      Wire.string(out, trail.campaign());
      Wire.unsigned(out, trail.revision());
      out.writeDouble(trail.bits());
      Wire.unsigned(out, trail.members().size());
      for (Trail.Member member : trail.members()) {
        write(member, out);
      }
      Wire.strings(out, trail.marks());
    }
  }

  private static void write(Trail.Member m, DataOutput out) throws IOException {
    Wire.string(out, m.owner());
    Wire.string(out, m.actor());
    Wire.string(out, m.eventId());
    Wire.string(out, m.project());
    Wire.string(out, m.version());
    out.writeLong(m.timeMillis());
    Wire.string(out, m.action());
    Wire.string(out, m.source());
    out.writeBoolean(m.sendsSecrets());
    out.writeBoolean(m.counted());
  }

  static CampaignState read(DataInput in) throws IOException {
    CampaignState state = new CampaignState();
    for (int i = 0; i < state.paces.length; i++) {
      state.paces[i] = EdgePace.read(in);
    }
    int size = Wire.count(in);
    for (int i = 0; i < size; i++) {
      Trail trail = readTrail(in);
      state.hold(trail);
    }
    return state;
  }

  private static Trail readTrail(DataInput in) throws IOException {
    Indicator indicator = new Indicator(Indicator.Kind.valueOf(Wire.text(in)), Wire.text(in));
    double edges = in.readDouble();
    int dropped = Wire.count(in);
    String campaign = Wire.text(in);
    int revision = Wire.count(in);
    double bits = in.readDouble();
    List<Trail.Member> members = new ArrayList<>();
    int size = Wire.count(in);
    for (int i = 0; i < size; i++) {
      members.add(readMember(in));
    }
    List<String> marks = Wire.strings(in);
    return new Trail(
        indicator, edges, List.copyOf(members), dropped, campaign, revision, bits, marks);
  }

  private static Trail.Member readMember(DataInput in) throws IOException {
    String owner = Wire.text(in);
    String actor = Wire.string(in);
    String eventId = Wire.text(in);
    String project = Wire.string(in);
    String version = Wire.string(in);
    long time = in.readLong();
    String action = Wire.text(in);
    String source = Objects.requireNonNullElse(Wire.string(in), "");
    boolean sendsSecrets = in.readBoolean();
    return new Trail.Member(
        owner,
        actor,
        eventId,
        project,
        version,
        time,
        action,
        source,
        sendsSecrets,
        in.readBoolean());
  }
}
