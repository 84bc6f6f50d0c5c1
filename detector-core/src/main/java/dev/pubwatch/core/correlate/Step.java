package dev.pubwatch.core.correlate;

import dev.pubwatch.core.Alert;
import dev.pubwatch.core.Event;
import dev.pubwatch.core.Wire;
import dev.pubwatch.core.baseline.Hashes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One event of a chain.
 *
 * @param name what it is in the chain, a stable word
 * @param bits how odd the event was by itself
 * @param alertId of the alert it raised by itself; empty for none
 * @param secrets names of secrets that it refers to or passes
 * @param owner who holds the project
 * @param madeMillis when its credential was made, -1 where that is not known
 * @param where hash of its network; 0 where it is not known
 */
record Step(
    String name,
    Alert.Evidence event,
    double bits,
    String alertId,
    String secrets,
    @Nullable String actorId,
    @Nullable String credentialId,
    @Nullable String owner,
    @Nullable String ip,
    @Nullable String country,
    long madeMillis,
    long where) {
  private static final int MOST_SECRETS = 8;

  /** What an event is in a chain. */
  static Step of(String name, Judged judged) {
    Event e = judged.observation().event();
    return new Step(
        name,
        new Alert.Evidence(
            e.eventId(), e.project(), e.version(), e.timeMillis(), e.action(), e.source()),
        judged.scoreBits(),
        judged.alertId(),
        secretsOf(e),
        e.actorId(),
        e.credentialId(),
        e.owner(),
        e.ip(),
        e.country(),
        e.credentialCreatedAtMillis(),
        where(e));
  }

  private static String secretsOf(Event e) {
    return String.join(
        " ", e.secretsPassed().subList(0, Math.min(MOST_SECRETS, e.secretsPassed().size())));
  }

  private static long where(Event e) {
    if (e.asn() >= 0) {
      return Hashes.of("as" + e.asn() + e.country());
    }
    String place = e.country() != null ? e.country() : e.ip();
    return place == null ? 0 : Hashes.of(place);
  }

  /** Whether its credential was made since a moment. */
  boolean isCredentialMadeSince(long millis) {
    return madeMillis >= millis && madeMillis <= timeMillis();
  }

  long timeMillis() {
    return event.timeMillis();
  }

  /**
   * Whether normal life explains two steps by one cause: the same account, credential, network or
   * repository has an unusual day.
   */
  boolean isRelatedTo(Step other) {
    return (where != 0 && where == other.where)
        || same(actorId, other.actorId)
        || same(credentialId, other.credentialId)
        || same(event.project(), other.event.project());
  }

  private static boolean same(@Nullable String one, @Nullable String two) {
    return one != null && one.equals(two);
  }

  void write(DataOutput out) throws IOException {
    Wire.string(out, name);
    Wire.string(out, event.eventId());
    Wire.string(out, event.project());
    Wire.string(out, event.version());
    out.writeLong(event.timeMillis());
    Wire.string(out, event.action());
    Wire.string(out, event.source());
    out.writeDouble(bits);
    Wire.string(out, alertId);
    Wire.string(out, secrets);
    Wire.string(out, actorId);
    Wire.string(out, credentialId);
    Wire.string(out, owner);
    Wire.string(out, ip);
    Wire.string(out, country);
    out.writeLong(madeMillis);
    out.writeLong(where);
  }

  static Step read(DataInput in) throws IOException {
    return new Step(
        Wire.text(in),
        new Alert.Evidence(
            Wire.text(in),
            Wire.string(in),
            Wire.string(in),
            in.readLong(),
            Wire.text(in),
            Wire.text(in)),
        in.readDouble(),
        Wire.text(in),
        Wire.text(in),
        Wire.string(in),
        Wire.string(in),
        Wire.string(in),
        Wire.string(in),
        Wire.string(in),
        in.readLong(),
        in.readLong());
  }
}
