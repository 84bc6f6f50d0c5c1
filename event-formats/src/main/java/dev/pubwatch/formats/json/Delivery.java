package dev.pubwatch.formats.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.formats.Times;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as it was delivered: the bare body, or an envelope around it.
 *
 * <pre>{"headers": {"X-GitHub-Event": "push"}, "received_at": "2026-01-31T12:00:00Z",
 * "body": {…}}</pre>
 *
 * <p>A record is an envelope when it has a {@code body} and nothing beside it but {@code headers}
 * and {@code received_at}, each of which may be missing. The body may also be text that holds JSON.
 */
public final class Delivery {
  private static final String HEADERS = "headers";
  private static final String RECEIVED_AT = "received_at";
  private static final String BODY = "body";
  private static final Set<String> NAMES = Set.of(HEADERS, RECEIVED_AT, BODY);

  /** Headers that say what a delivery is and which one; no other is ever written down. */
  private static final Set<String> TELLING =
      Set.of(
          "x-github-event",
          "x-github-delivery",
          "x-github-hook-id",
          "x-gitea-event",
          "x-gitea-delivery",
          "x-forgejo-event",
          "x-forgejo-delivery",
          "x-gitlab-event",
          "x-gitlab-event-uuid",
          "x-gitlab-audit-event-type",
          "x-nexus-webhook-id",
          "x-nexus-webhook-delivery",
          "idempotency-key",
          "webhook-id");

  private final Map<String, String> headers;
  private final @Nullable Instant receivedAt;
  private final JsonNode body;

  private Delivery(Map<String, String> headers, @Nullable Instant receivedAt, JsonNode body) {
    this.headers = headers;
    this.receivedAt = receivedAt;
    this.body = body;
  }

  /**
   * The envelope of a delivery, for a format to read. Of the headers it keeps those that say what
   * was delivered: no signature, no token.
   *
   * @param body a JSON object or array in UTF-8; anything else gives an envelope that is rejected
   */
  public static byte[] envelope(Map<String, String> headers, Instant receivedAt, byte[] body) {
    ObjectNode envelope = JsonNodeFactory.instance.objectNode();
    ObjectNode kept = envelope.putObject(HEADERS);
    headers.forEach(
        (name, value) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          if (TELLING.contains(lower)) {
            kept.put(lower, value);
          }
        });
    envelope.put(RECEIVED_AT, Times.format(receivedAt));
    String open = envelope.toString();
    byte[] head =
        (open.substring(0, open.length() - 1) + ",\"body\":").getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[head.length + body.length + 1];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    all[all.length - 1] = '}';
    return all;
  }

  /** A bare body. */
  public static Delivery ofBody(ObjectNode body) {
    return new Delivery(Map.of(), null, body);
  }

  /** Takes a record apart. */
  public static Delivery of(ObjectNode record) throws MalformedException {
    JsonNode body = record.path(BODY);
    boolean isEnvelope = body.isContainerNode() || body.isTextual();
    for (Map.Entry<String, JsonNode> field : record.properties()) {
      isEnvelope &= NAMES.contains(field.getKey());
    }
    if (!isEnvelope) {
      return ofBody(record);
    }
    JsonFields in = new JsonFields(record);
    return new Delivery(
        headers(record.path(HEADERS)),
        in.time(RECEIVED_AT),
        body.isTextual() ? JsonTree.readContainer(body.textValue()) : body);
  }

  /** By their names in lower case; of one given as a list the first value. */
  private static Map<String, String> headers(JsonNode object) {
    Map<String, String> headers = new TreeMap<>();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      JsonNode value = field.getValue().isArray() ? field.getValue().path(0) : field.getValue();
      if (value.isTextual() && !value.textValue().isBlank()) {
        String name = field.getKey().toLowerCase(Locale.ROOT);
        headers.put(name, value.textValue());
      }
    }
    return headers;
  }

  /** A header's value; null when it was not sent or is not known. */
  public @Nullable String header(String name) {
    return headers.get(name.toLowerCase(Locale.ROOT));
  }

  /** The first of several headers that is there. */
  public @Nullable String firstHeader(String... names) {
    for (String name : names) {
      String value = header(name);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  /** The body, which must be an object. */
  public ObjectNode object() throws MalformedException {
    if (body instanceof ObjectNode object) {
      return object;
    }
    throw new MalformedException("body must be a JSON object, was " + JsonTree.kind(body));
  }

  /** The objects of the body: its elements where it is an array, else itself. */
  public List<ObjectNode> objects() throws MalformedException {
    return body.isArray() ? JsonTree.objectsOf(body) : List.of(object());
  }

  /** The delivery's own id, else a hash of its body. */
  public String id(String... headerNames) {
    String id = firstHeader(headerNames);
    return id == null ? RecordHash.of(body) : id;
  }

  /** When it came: as the envelope says, else when it is read; null when neither is known. */
  public @Nullable Instant receivedAt(FormatContext context) {
    return receivedAt != null ? receivedAt : context.ingestedAt();
  }
}
