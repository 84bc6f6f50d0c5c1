package dev.pubwatch.connect.s3;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a message of a queue tells of a bucket, in each of the forms that AWS documents: S3's event
 * notifications (versions 2.x), the same in an envelope of SNS, EventBridge's events of S3, and
 * CloudTrail's own notifications through SNS.
 *
 * @param created objects that were written
 * @param others how many events are of another kind: removals, and what tests the way
 */
record Notification(List<Created> created, int others) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Notification OTHER = new Notification(List.of(), 1);

  /** Longest key of S3; a longer one cannot be asked for. */
  private static final int MAX_KEY_BYTES = 1024;

  /** What CloudTrail sends when it is told a topic. */
  private static final String CLOUDTRAIL_TEST = "CloudTrail validation message.";

  /** An object that was written. */
  record Created(String bucket, String key) {
    static Created of(String bucket, String key) throws MalformedException {
      if (key.getBytes(StandardCharsets.UTF_8).length > MAX_KEY_BYTES) {
        throw new MalformedException("a key must have at most " + MAX_KEY_BYTES + " bytes");
      }
      return new Created(bucket, key);
    }
  }

  /** Says what is wrong with a message, without its text. */
  static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1;

    MalformedException(String message) {
      super(message);
    }
  }

  /**
   * Reads a message.
   *
   * @throws MalformedException when it has none of the forms
   */
  static Notification parse(String body) throws MalformedException {
    JsonNode root = json(body);
    if (!root.path("Type").isTextual() || !root.has("Message")) {
      return ofEvent(root);
    }
    if (!root.path("Type").asText().equals("Notification")) {
      throw new MalformedException("an envelope of SNS must have the Type Notification");
    }
    String message = text(root, "Message");
    return message.strip().equals(CLOUDTRAIL_TEST) ? OTHER : ofEvent(json(message));
  }

  private static JsonNode json(String text) throws MalformedException {
    if (text.strip().equals(CLOUDTRAIL_TEST)) {
      return JSON.createObjectNode().put("Event", "s3:TestEvent");
    }
    try {
      JsonNode node = JSON.readTree(text);
      if (node != null && node.isObject()) {
        return node;
      }
    } catch (JsonProcessingException e) {
      // falls through to the same sentence
    }
    throw new MalformedException("must be a JSON object");
  }

  private static Notification ofEvent(JsonNode event) throws MalformedException {
    if (event.path("Event").asText().equals("s3:TestEvent")) {
      return OTHER;
    }
    if (event.path("Records").isArray()) {
      return ofRecords(event.path("Records"));
    }
    if (event.path("detail").isObject() && event.has("detail-type")) {
      return ofEventBridge(event);
    }
    if (event.has("s3Bucket")) {
      return ofCloudTrail(event);
    }
    throw new MalformedException(
        "must have Records, or detail-type and detail, or s3Bucket and s3ObjectKey");
  }

  private static Notification ofRecords(JsonNode records) throws MalformedException {
    List<Created> created = new ArrayList<>();
    int others = 0;
    for (JsonNode each : records) {
      String name = text(each, "eventName");
      if (each.path("eventSource").asText().endsWith(":s3")
          && (name.startsWith("ObjectCreated:") || name.startsWith("s3:ObjectCreated:"))) {
        JsonNode s3 = each.path("s3");
        String key = decoded(text(s3.path("object"), "key"));
        created.add(Created.of(text(s3.path("bucket"), "name"), key));
      } else {
        others++;
      }
    }
    return new Notification(created, others);
  }

  /** EventBridge's keys are as they are, not encoded. */
  private static Notification ofEventBridge(JsonNode event) throws MalformedException {
    boolean written =
        event.path("source").asText().equals("aws.s3")
            && text(event, "detail-type").equals("Object Created");
    if (!written) {
      return OTHER;
    }
    JsonNode detail = event.path("detail");
    String key = text(detail.path("object"), "key");
    return new Notification(List.of(Created.of(text(detail.path("bucket"), "name"), key)), 0);
  }

  private static Notification ofCloudTrail(JsonNode event) throws MalformedException {
    String bucket = text(event, "s3Bucket");
    if (!event.path("s3ObjectKey").isArray()) {
      throw new MalformedException("s3ObjectKey must be a list");
    }
    List<Created> created = new ArrayList<>();
    for (JsonNode key : event.path("s3ObjectKey")) {
      created.add(Created.of(bucket, checked(key, "s3ObjectKey")));
    }
    return new Notification(created, 0);
  }

  private static String decoded(String key) throws MalformedException {
    try {
      return URLDecoder.decode(key, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new MalformedException("key must be URL-encoded");
    }
  }

  private static String text(JsonNode in, String name) throws MalformedException {
    return checked(in.get(name), name);
  }

  private static String checked(@Nullable JsonNode value, String name) throws MalformedException {
    if (value == null || !value.isTextual() || value.asText().isEmpty()) {
      throw new MalformedException(name + " must be a text that is not empty");
    }
    return value.asText();
  }
}
