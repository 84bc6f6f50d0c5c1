package dev.pubwatch.core;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Binary form of an {@link Event}. */
final class EventCodec implements Codec<Event> {
  @Override
  public int version() {
    return 1;
  }

  @Override
  public void write(Event e, DataOutput out) throws IOException {
    Wire.string(out, e.eventId());
    out.writeByte(e.kind().code());
    Wire.string(out, e.source());
    out.writeLong(e.timeMillis());
    Wire.string(out, e.action());
    Wire.string(out, e.sourceAction());
    Wire.string(out, e.project());
    Wire.string(out, e.owner());
    Wire.string(out, e.version());
    writeArtifact(e, out);
    Wire.string(out, e.actorId());
    Wire.string(out, e.actorKind());
    Wire.string(out, e.credentialId());
    Wire.string(out, e.credentialKind());
    out.writeLong(e.credentialCreatedAtMillis());
    writeOrigin(e, out);
    Wire.flag(out, e.attested());
    Wire.string(out, e.trustedPublisher());
    writeCi(e, out);
    Wire.map(out, e.attributes());
  }

  private static void writeArtifact(Event e, DataOutput out) throws IOException {
    out.writeLong(e.sizeBytes());
    out.writeInt(e.fileCount());
    Wire.flag(out, e.installScript());
    out.writeInt(e.dependencyCount());
    Wire.strings(out, e.dependenciesAdded());
  }

  private static void writeOrigin(Event e, DataOutput out) throws IOException {
    Wire.string(out, e.ip());
    Wire.string(out, e.prefix());
    out.writeLong(e.asn());
    Wire.string(out, e.country());
    Wire.string(out, e.networkKind());
    Wire.string(out, e.ciProvider());
    Wire.string(out, e.client());
    Wire.string(out, e.clientVersion());
  }

  private static void writeCi(Event e, DataOutput out) throws IOException {
    Wire.string(out, e.workflow());
    Wire.string(out, e.runId());
    Wire.string(out, e.ref());
    Wire.string(out, e.headSha());
    Wire.string(out, e.trigger());
    Wire.string(out, e.conclusion());
    Wire.string(out, e.runnerKind());
    Wire.strings(out, e.secretsPassed());
    Wire.strings(out, e.egressHosts());
    Wire.string(out, e.contentHash());
    Wire.flag(out, e.sendsSecrets());
    out.writeInt(e.actionRefsUnpinned());
  }

  /** Reads in the order of {@link #write}; Java evaluates the builder's arguments in that order. */
  @Override
  public Event read(int version, DataInput in) throws IOException {
    requireVersion("event", version);
    String eventId = Wire.text(in);
    EventKind kind = EventKind.of(in.readByte());
    String source = Wire.text(in);
    long timeMillis = in.readLong();
    EventBuilder b = Event.builder(eventId, kind, source, timeMillis, Wire.text(in));
    b.sourceAction(Wire.string(in)).project(Wire.string(in)).owner(Wire.string(in));
    b.version(Wire.string(in));
    b.sizeBytes(in.readLong()).fileCount(in.readInt()).installScript(Wire.flag(in));
    b.dependencyCount(in.readInt()).dependenciesAdded(Wire.strings(in));
    b.actorId(Wire.string(in)).actorKind(Wire.text(in));
    b.credentialId(Wire.string(in)).credentialKind(Wire.text(in));
    b.credentialCreatedAtMillis(in.readLong());
    b.ip(Wire.string(in)).prefix(Wire.string(in)).asn(in.readLong()).country(Wire.string(in));
    b.networkKind(Wire.text(in)).ciProvider(Wire.string(in));
    b.client(Wire.string(in)).clientVersion(Wire.string(in));
    b.attested(Wire.flag(in)).trustedPublisher(Wire.string(in));
    b.workflow(Wire.string(in)).runId(Wire.string(in)).ref(Wire.string(in));
    b.headSha(Wire.string(in)).trigger(Wire.string(in)).conclusion(Wire.string(in));
    b.runnerKind(Wire.string(in)).secretsPassed(Wire.strings(in)).egressHosts(Wire.strings(in));
    b.contentHash(Wire.string(in)).sendsSecrets(Wire.flag(in)).actionRefsUnpinned(in.readInt());
    return b.attributes(Wire.map(in)).build();
  }

  /** An event is immutable. */
  @Override
  public Event copy(Event value) {
    return value;
  }
}
