package dev.pubwatch.job.stream;

import dev.pubwatch.core.Event;
import dev.pubwatch.core.EventBuilder;
import dev.pubwatch.core.EventKind;
import dev.pubwatch.core.Names;
import dev.pubwatch.events.Actor;
import dev.pubwatch.events.Artifact;
import dev.pubwatch.events.CiContext;
import dev.pubwatch.events.CiEvent;
import dev.pubwatch.events.Credential;
import dev.pubwatch.events.Exposure;
import dev.pubwatch.events.Origin;
import dev.pubwatch.events.Provenance;
import dev.pubwatch.events.PublishEvent;
import dev.pubwatch.events.TokenEvent;
import dev.pubwatch.events.Verdict;
import dev.pubwatch.schemas.AvroTrust;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The contract's records as the detector's flat event, each value cut to its bound. */
public final class EventMapper {
  static {
    AvroTrust.init();
  }

  /** Action of an exposure. */
  public static final String EXPOSED = "token:exposed";

  private static final String WORKFLOW_REF = "workflow_ref";

  private EventMapper() {}

  /**
   * The events that a record stands for: one, but for a verdict one a subject.
   *
   * @throws IllegalArgumentException if it is no event, token event, CI event, exposure or verdict
   */
  public static List<Event> toEvents(SpecificRecord record) {
    return record instanceof Verdict verdict
        ? VerdictMapper.toEvents(verdict)
        : List.of(toEvent(record));
  }

  /**
   * The event that a record holds.
   *
   * @throws IllegalArgumentException if it is no event, token event, CI event or exposure
   */
  public static Event toEvent(SpecificRecord record) {
    if (record instanceof Exposure exposure) {
      return exposure(exposure);
    }
    Fields f = new Fields(record, kind(record));
    EventBuilder builder =
        Event.builder(
                Bounds.requiredId(f.required("event_id")),
                f.kind,
                Names.shared(Bounds.requiredId(f.required("source"))),
                f.<Instant>get("time").toEpochMilli(),
                Names.shared(Bounds.requiredId(f.required("action"))))
            .sourceAction(Bounds.text(f.text("source_action")))
            .project(shared(f.text("project")))
            .owner(shared(f.text("owner")))
            .version(Bounds.id(f.text("version")))
            .attributes(Bounds.map(attributes(f)));
    artifact(f.optional("artifact"), builder);
    actor(f.optional("actor"), builder);
    credential(f.optional("credential"), builder);
    origin(f.optional("origin"), builder);
    provenance(f.optional("provenance"), builder);
    ci(f.optional("ci"), builder);
    return builder.build();
  }

  /** With the workflow that a credential is bound to, which names its repository. */
  private static Map<String, String> attributes(Fields f) {
    Map<String, String> given = f.get("attributes");
    Credential credential = f.optional("credential");
    String workflowRef = credential == null ? null : credential.getWorkflowRef();
    if (workflowRef == null || given.containsKey(WORKFLOW_REF)) {
      return given;
    }
    Map<String, String> all = new TreeMap<>(given);
    all.put(WORKFLOW_REF, workflowRef);
    return all;
  }

  private static EventKind kind(SpecificRecord record) {
    if (record instanceof PublishEvent) {
      return EventKind.PUBLISH;
    }
    if (record instanceof TokenEvent) {
      return EventKind.TOKEN;
    }
    if (record instanceof CiEvent) {
      return EventKind.CI;
    }
    throw new IllegalArgumentException(
        "expected a PublishEvent, TokenEvent, CiEvent or Exposure, was "
            + record.getSchema().getFullName());
  }

  private static Event exposure(Exposure exposure) {
    Map<String, String> attributes = new TreeMap<>();
    Instant exposedAt = exposure.getExposedAt();
    put(attributes, "exposed_at", exposedAt);
    put(attributes, "exposed_at_ms", exposedAt == null ? null : exposedAt.toEpochMilli());
    put(attributes, "indicator_kind", exposure.getIndicatorKind());
    put(attributes, "indicator", exposure.getIndicator());
    put(attributes, "source", exposure.getSource());
    put(attributes, "url", exposure.getUrl());
    return Event.builder(
            Bounds.requiredId("exposure:" + exposure.getExposureId()),
            EventKind.TOKEN,
            Bounds.requiredId(exposure.getSource()),
            exposure.getReportedAt().toEpochMilli(),
            EXPOSED)
        .project(Bounds.id(exposure.getProject()))
        .credentialId(Bounds.id(blankToNull(exposure.getCredentialId())))
        .credentialKind(exposure.getCredentialKind().name())
        .attributes(Bounds.map(attributes))
        .build();
  }

  private static @Nullable String blankToNull(String text) {
    return text.isBlank() ? null : text;
  }

  private static void put(Map<String, String> attributes, String name, @Nullable Object value) {
    if (value != null) {
      attributes.put(name, value.toString());
    }
  }

  private static void artifact(@Nullable Artifact artifact, EventBuilder builder) {
    if (artifact != null) {
      builder
          .sizeBytes(atLeastUnknown(artifact.getSizeBytes()))
          .fileCount((int) atLeastUnknown(artifact.getFileCount()))
          .installScript(artifact.getInstallScript())
          .dependencyCount((int) atLeastUnknown(artifact.getDependencyCount()))
          .dependenciesAdded(Bounds.texts(artifact.getDependenciesAdded()));
    }
  }

  private static void actor(@Nullable Actor actor, EventBuilder builder) {
    if (actor != null) {
      builder.actorId(shared(actor.getId())).actorKind(actor.getKind().name());
    }
  }

  private static void credential(@Nullable Credential credential, EventBuilder builder) {
    if (credential != null) {
      Instant created = credential.getCreatedAt();
      builder
          .credentialId(Bounds.id(credential.getId()))
          .credentialKind(credential.getKind().name())
          .credentialCreatedAtMillis(created == null ? Event.UNKNOWN : created.toEpochMilli());
    }
  }

  static void origin(@Nullable Origin origin, EventBuilder builder) {
    if (origin != null) {
      builder
          .ip(shared(origin.getIp()))
          .prefix(shared(origin.getPrefix()))
          .asn(atLeastUnknown(origin.getAsn()))
          .country(shared(origin.getCountry()))
          .networkKind(origin.getNetworkKind().name())
          .ciProvider(shared(origin.getCiProvider()))
          .client(shared(origin.getClient()))
          .clientVersion(shared(origin.getClientVersion()));
    }
  }

  private static void provenance(@Nullable Provenance provenance, EventBuilder builder) {
    if (provenance != null) {
      builder
          .attested(provenance.getAttested())
          .trustedPublisher(shared(provenance.getTrustedPublisher()));
    }
  }

  private static void ci(@Nullable CiContext ci, EventBuilder builder) {
    if (ci != null) {
      builder
          .workflow(shared(ci.getWorkflow()))
          .runId(Bounds.id(ci.getRunId()))
          .ref(shared(ci.getRef()))
          .headSha(Bounds.id(ci.getHeadSha()))
          .trigger(shared(ci.getEvent()))
          .conclusion(shared(ci.getConclusion()))
          .runnerKind(shared(ci.getRunnerKind()))
          .secretsPassed(Bounds.texts(ci.getSecretsPassed()))
          .egressHosts(Bounds.texts(ci.getEgressHosts()))
          .contentHash(Bounds.id(ci.getContentHash()))
          .sendsSecrets(ci.getSendsSecrets())
          .actionRefsUnpinned((int) atLeastUnknown(ci.getActionRefsUnpinned()));
    }
  }

  private static @Nullable String shared(@Nullable String id) {
    return Names.sharedOrNull(Bounds.id(id));
  }

  private static long atLeastUnknown(@Nullable Number value) {
    return value == null ? Event.UNKNOWN : Math.max(Event.UNKNOWN, value.longValue());
  }

  /** The three event records have the same fields in the same places, and no common type. */
  private record Fields(SpecificRecord record, EventKind kind) {
    private static final Schema LAYOUT = PublishEvent.getClassSchema();

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the schema says which type
    <T> T get(String name) {
      return (T) record.get(LAYOUT.getField(name).pos());
    }

    @SuppressWarnings("TypeParameterUnusedInFormals")
    <T> @Nullable T optional(String name) {
      return get(name);
    }

    @Nullable String text(String name) {
      return optional(name);
    }

    String required(String name) {
      return get(name);
    }
  }

  /** Names of the fields of an event record, in order; for the test of that. */
  static List<String> layout(Schema schema) {
    return schema.getFields().stream().map(Schema.Field::name).toList();
  }
}
