package dev.pubwatch.formats.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pubwatch.events.Actor;
import dev.pubwatch.events.ActorKind;
import dev.pubwatch.events.Artifact;
import dev.pubwatch.events.CiContext;
import dev.pubwatch.events.CiEvent;
import dev.pubwatch.events.Credential;
import dev.pubwatch.events.CredentialKind;
import dev.pubwatch.events.NetworkKind;
import dev.pubwatch.events.Origin;
import dev.pubwatch.events.Provenance;
import dev.pubwatch.events.PublishEvent;
import dev.pubwatch.events.TokenEvent;
import dev.pubwatch.formats.Actions;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.Sanitizer;
import dev.pubwatch.schemas.AvroTrust;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * An event being put together. The groups ({@link #origin()}, {@link #credential()} and so on) come
 * with everything unknown; a group in which nothing was set is null in the event. What leaves is
 * redacted and bounded.
 */
public final class EventDraft {
  static {
    AvroTrust.init();
  }

  private static final int MAX_ID = 600;

  private final String eventId;
  private final String source;
  private final Instant time;
  private final @Nullable Instant ingestedAt;
  private String action;
  private @Nullable String sourceAction;
  private @Nullable String project;
  private @Nullable String owner;
  private @Nullable String version;
  private final Artifact artifact = new Artifact();
  private final Actor actor = newActor();
  private final Credential credential = newCredential();
  private final Origin origin = newOrigin();
  private final Provenance provenance = new Provenance();
  private final CiContext ci = newCi();
  private final Map<String, String> attributes = new TreeMap<>();

  public EventDraft(
      String eventId, String source, Instant time, String action, FormatContext context) {
    this.eventId = bounded(eventId);
    this.source = source;
    this.time = time;
    this.action = action;
    this.ingestedAt = context.ingestedAt();
  }

  /** An id is never cut, since its end may be what sets it apart: a long one ends in its hash. */
  private static String bounded(String id) {
    return id.length() <= MAX_ID
        ? id
        : id.substring(0, MAX_ID - 40) + "#" + RecordHash.of((Object) id);
  }

  /** The action in the words of the contract. */
  public String action() {
    return action;
  }

  /** Says it in another word of the contract. */
  public EventDraft action(String word) {
    this.action = word;
    return this;
  }

  /** The source's own name for the action. */
  public EventDraft sourceAction(@Nullable String name) {
    this.sourceAction = name;
    return this;
  }

  /** An action that the vocabulary has no word for. */
  public EventDraft otherAction(String sourceName) {
    this.action = Actions.other(sourceName);
    this.sourceAction = sourceName;
    return this;
  }

  public EventDraft project(@Nullable String project) {
    this.project = project;
    return this;
  }

  public EventDraft owner(@Nullable String owner) {
    this.owner = owner;
    return this;
  }

  public EventDraft version(@Nullable String version) {
    this.version = version;
    return this;
  }

  public Artifact artifact() {
    return artifact;
  }

  public Actor actor() {
    return actor;
  }

  public Credential credential() {
    return credential;
  }

  public Origin origin() {
    return origin;
  }

  public Provenance provenance() {
    return provenance;
  }

  public CiContext ci() {
    return ci;
  }

  /** Adds an attribute; null adds nothing, a JSON value its text with fields sorted. */
  public EventDraft attribute(String name, @Nullable Object value) {
    if (value != null) {
      attributes.put(name, value instanceof JsonNode json ? JsonText.of(json) : value.toString());
    }
    return this;
  }

  /** Adds each field as an attribute of the same name, where it holds text. */
  public EventDraft attributes(JsonFields fields, String... names) {
    for (String name : names) {
      attribute(name, fields.text(name));
    }
    return this;
  }

  /** Adds every field that is not among those read already; objects and lists as JSON. */
  public EventDraft otherAttributes(JsonFields fields, Set<String> read) {
    for (Map.Entry<String, JsonNode> field : fields.entries()) {
      JsonNode value = field.getValue();
      if (!read.contains(field.getKey()) && !isBlank(value)) {
        attribute(field.getKey(), JsonText.of(value));
      }
    }
    return this;
  }

  private static boolean isBlank(JsonNode value) {
    return value.isNull() || (value.isContainerNode() ? value.isEmpty() : value.asText().isEmpty());
  }

  /** Names the fields that were there but could not be read. Call it last. */
  public EventDraft oddFields(JsonFields fields) {
    List<String> odd = fields.oddFields();
    return odd.isEmpty() ? this : attribute("unreadable_fields", String.join(", ", odd));
  }

  /** The event as a publish. */
  public SpecificRecord publish() {
    return Sanitizer.clean(
        new PublishEvent(
            eventId,
            source,
            time,
            ingestedAt,
            action,
            sourceAction,
            project,
            owner,
            version,
            orNull(artifact, EMPTY_ARTIFACT),
            orNull(actor, EMPTY_ACTOR),
            orNull(credential, EMPTY_CREDENTIAL),
            orNull(origin, EMPTY_ORIGIN),
            orNull(provenance, EMPTY_PROVENANCE),
            orNull(ci, EMPTY_CI),
            attributes));
  }

  /** The event as token use or a sign-in. */
  public SpecificRecord token() {
    return Sanitizer.clean(
        new TokenEvent(
            eventId,
            source,
            time,
            ingestedAt,
            action,
            sourceAction,
            project,
            owner,
            version,
            orNull(artifact, EMPTY_ARTIFACT),
            orNull(actor, EMPTY_ACTOR),
            orNull(credential, EMPTY_CREDENTIAL),
            orNull(origin, EMPTY_ORIGIN),
            orNull(provenance, EMPTY_PROVENANCE),
            orNull(ci, EMPTY_CI),
            attributes));
  }

  /** The event as CI, repository or audit activity. */
  public SpecificRecord ciEvent() {
    return Sanitizer.clean(
        new CiEvent(
            eventId,
            source,
            time,
            ingestedAt,
            action,
            sourceAction,
            project,
            owner,
            version,
            orNull(artifact, EMPTY_ARTIFACT),
            orNull(actor, EMPTY_ACTOR),
            orNull(credential, EMPTY_CREDENTIAL),
            orNull(origin, EMPTY_ORIGIN),
            orNull(provenance, EMPTY_PROVENANCE),
            orNull(ci, EMPTY_CI),
            attributes));
  }

  private static final Artifact EMPTY_ARTIFACT = new Artifact();
  private static final Actor EMPTY_ACTOR = newActor();
  private static final Credential EMPTY_CREDENTIAL = newCredential();
  private static final Origin EMPTY_ORIGIN = newOrigin();
  private static final Provenance EMPTY_PROVENANCE = new Provenance();
  private static final CiContext EMPTY_CI = newCi();

  private static <T> @Nullable T orNull(T group, T empty) {
    return group.equals(empty) ? null : group;
  }

  private static Actor newActor() {
    return new Actor(null, ActorKind.unknown);
  }

  private static Credential newCredential() {
    Credential credential = new Credential();
    credential.setKind(CredentialKind.unknown);
    credential.setScopes(List.of());
    return credential;
  }

  private static Origin newOrigin() {
    Origin origin = new Origin();
    origin.setNetworkKind(NetworkKind.unknown);
    return origin;
  }

  private static CiContext newCi() {
    CiContext ci = new CiContext();
    ci.setSecretsPassed(List.of());
    ci.setEgressHosts(List.of());
    return ci;
  }
}
