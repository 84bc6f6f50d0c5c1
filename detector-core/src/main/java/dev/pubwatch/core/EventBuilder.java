package dev.pubwatch.core;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds an {@link Event}; what is not set is missing. Units and ranges as in {@link Event}. */
public final class EventBuilder {
  private final String eventId;
  private final EventKind kind;
  private final String source;
  private final long timeMillis;
  private final String action;
  private @Nullable String sourceAction;
  private @Nullable String project;
  private @Nullable String owner;
  private @Nullable String version;
  private long sizeBytes = Event.UNKNOWN;
  private int fileCount = Event.UNKNOWN;
  private @Nullable Boolean installScript;
  private int dependencyCount = Event.UNKNOWN;
  private List<String> dependenciesAdded = List.of();
  private @Nullable String actorId;
  private String actorKind = "unknown";
  private @Nullable String credentialId;
  private String credentialKind = "unknown";
  private long credentialCreatedAtMillis = Event.UNKNOWN;
  private @Nullable String ip;
  private @Nullable String prefix;
  private long asn = Event.UNKNOWN;
  private @Nullable String country;
  private String networkKind = "unknown";
  private @Nullable String ciProvider;
  private @Nullable String client;
  private @Nullable String clientVersion;
  private @Nullable Boolean attested;
  private @Nullable String trustedPublisher;
  private @Nullable String workflow;
  private @Nullable String runId;
  private @Nullable String ref;
  private @Nullable String headSha;
  private @Nullable String trigger;
  private @Nullable String conclusion;
  private @Nullable String runnerKind;
  private List<String> secretsPassed = List.of();
  private List<String> egressHosts = List.of();
  private @Nullable String contentHash;
  private @Nullable Boolean sendsSecrets;
  private int actionRefsUnpinned = Event.UNKNOWN;
  private Map<String, String> attributes = Map.of();

  EventBuilder(String eventId, EventKind kind, String source, long timeMillis, String action) {
    this.eventId = eventId;
    this.kind = kind;
    this.source = source;
    this.timeMillis = timeMillis;
    this.action = action;
  }

  public EventBuilder sourceAction(@Nullable String sourceAction) {
    this.sourceAction = sourceAction;
    return this;
  }

  public EventBuilder project(@Nullable String project) {
    this.project = project;
    return this;
  }

  public EventBuilder owner(@Nullable String owner) {
    this.owner = owner;
    return this;
  }

  public EventBuilder version(@Nullable String version) {
    this.version = version;
    return this;
  }

  public EventBuilder sizeBytes(long sizeBytes) {
    this.sizeBytes = sizeBytes;
    return this;
  }

  public EventBuilder fileCount(int fileCount) {
    this.fileCount = fileCount;
    return this;
  }

  public EventBuilder installScript(@Nullable Boolean installScript) {
    this.installScript = installScript;
    return this;
  }

  public EventBuilder dependencyCount(int dependencyCount) {
    this.dependencyCount = dependencyCount;
    return this;
  }

  public EventBuilder dependenciesAdded(List<String> dependenciesAdded) {
    this.dependenciesAdded = List.copyOf(dependenciesAdded);
    return this;
  }

  public EventBuilder actorId(@Nullable String actorId) {
    this.actorId = actorId;
    return this;
  }

  public EventBuilder actorKind(String actorKind) {
    this.actorKind = actorKind;
    return this;
  }

  public EventBuilder credentialId(@Nullable String credentialId) {
    this.credentialId = credentialId;
    return this;
  }

  public EventBuilder credentialKind(String credentialKind) {
    this.credentialKind = credentialKind;
    return this;
  }

  public EventBuilder credentialCreatedAtMillis(long credentialCreatedAtMillis) {
    this.credentialCreatedAtMillis = credentialCreatedAtMillis;
    return this;
  }

  public EventBuilder ip(@Nullable String ip) {
    this.ip = ip;
    return this;
  }

  public EventBuilder prefix(@Nullable String prefix) {
    this.prefix = prefix;
    return this;
  }

  public EventBuilder asn(long asn) {
    this.asn = asn;
    return this;
  }

  public EventBuilder country(@Nullable String country) {
    this.country = country;
    return this;
  }

  public EventBuilder networkKind(String networkKind) {
    this.networkKind = networkKind;
    return this;
  }

  public EventBuilder ciProvider(@Nullable String ciProvider) {
    this.ciProvider = ciProvider;
    return this;
  }

  public EventBuilder client(@Nullable String client) {
    this.client = client;
    return this;
  }

  public EventBuilder clientVersion(@Nullable String clientVersion) {
    this.clientVersion = clientVersion;
    return this;
  }

  public EventBuilder attested(@Nullable Boolean attested) {
    this.attested = attested;
    return this;
  }

  public EventBuilder trustedPublisher(@Nullable String trustedPublisher) {
    this.trustedPublisher = trustedPublisher;
    return this;
  }

  public EventBuilder workflow(@Nullable String workflow) {
    this.workflow = workflow;
    return this;
  }

  public EventBuilder runId(@Nullable String runId) {
    this.runId = runId;
    return this;
  }

  public EventBuilder ref(@Nullable String ref) {
    this.ref = ref;
    return this;
  }

  public EventBuilder headSha(@Nullable String headSha) {
    this.headSha = headSha;
    return this;
  }

  public EventBuilder trigger(@Nullable String trigger) {
    this.trigger = trigger;
    return this;
  }

  public EventBuilder conclusion(@Nullable String conclusion) {
    this.conclusion = conclusion;
    return this;
  }

  public EventBuilder runnerKind(@Nullable String runnerKind) {
    this.runnerKind = runnerKind;
    return this;
  }

  public EventBuilder secretsPassed(List<String> secretsPassed) {
    this.secretsPassed = List.copyOf(secretsPassed);
    return this;
  }

  public EventBuilder egressHosts(List<String> egressHosts) {
    this.egressHosts = List.copyOf(egressHosts);
    return this;
  }

  public EventBuilder contentHash(@Nullable String contentHash) {
    this.contentHash = contentHash;
    return this;
  }

  public EventBuilder sendsSecrets(@Nullable Boolean sendsSecrets) {
    this.sendsSecrets = sendsSecrets;
    return this;
  }

  public EventBuilder actionRefsUnpinned(int actionRefsUnpinned) {
    this.actionRefsUnpinned = actionRefsUnpinned;
    return this;
  }

  public EventBuilder attributes(Map<String, String> attributes) {
    this.attributes = Map.copyOf(attributes);
    return this;
  }

  public Event build() {
    return new Event(
        eventId,
        kind,
        source,
        timeMillis,
        action,
        sourceAction,
        project,
        owner,
        version,
        sizeBytes,
        fileCount,
        installScript,
        dependencyCount,
        dependenciesAdded,
        actorId,
        actorKind,
        credentialId,
        credentialKind,
        credentialCreatedAtMillis,
        ip,
        prefix,
        asn,
        country,
        networkKind,
        ciProvider,
        client,
        clientVersion,
        attested,
        trustedPublisher,
        workflow,
        runId,
        ref,
        headSha,
        trigger,
        conclusion,
        runnerKind,
        secretsPassed,
        egressHosts,
        contentHash,
        sendsSecrets,
        actionRefsUnpinned,
        attributes);
  }
}
