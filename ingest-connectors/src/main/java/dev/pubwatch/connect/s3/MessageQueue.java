package dev.pubwatch.connect.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.connect.s3.HeldMessages.Held;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One queue with SQS's API. Its methods throw {@link
 * software.amazon.awssdk.core.exception.SdkException}. Safe for use by several threads.
 */
final class MessageQueue implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(MessageQueue.class);

  /** Most messages in a request of SQS. */
  private static final int BATCH = 10;

  private static final String RECEIPT = "ReceiptHandle";
  private static final String VISIBILITY = "VisibilityTimeout";

  private final SqsApi api;
  private final String url;
  private final int waitSeconds;
  private final int visibilitySeconds;

  /** A message as it was received. */
  record Message(String id, String receipt, String body) {}

  MessageQueue(S3SourceConfig config, String url) {
    this.url = url;
    this.waitSeconds = config.getInt(S3SourceConfig.QUEUE_WAIT_SECONDS);
    this.visibilitySeconds = config.getInt(S3SourceConfig.QUEUE_VISIBILITY_SECONDS);
    this.api =
        new SqsApi(
            URI.create(url),
            config.queueRegion(),
            ObjectStore.credentials(config),
            config.timeout(),
            config.timeout().plusSeconds(waitSeconds));
  }

  /** The next messages, at most ten; waits for the first one. */
  List<Message> receive() {
    ObjectNode request = SqsApi.request(url);
    request.put("MaxNumberOfMessages", BATCH);
    request.put("WaitTimeSeconds", waitSeconds);
    request.put(VISIBILITY, visibilitySeconds);
    List<Message> messages = new ArrayList<>();
    for (JsonNode message : api.call("ReceiveMessage", request).path("Messages")) {
      messages.add(
          new Message(
              message.path("MessageId").asText(),
              message.path(RECEIPT).asText(),
              message.path("Body").asText()));
    }
    return messages;
  }

  /** Whether there is a queue and a way to it. */
  void check() {
    ObjectNode request = SqsApi.request(url);
    request.putArray("AttributeNames").add("QueueArn");
    api.call("GetQueueAttributes", request);
  }

  /**
   * Deletes messages.
   *
   * @return those that need not be tried again: deleted, or under a receipt that is not valid any
   *     more, so that they come again
   */
  List<Held> delete(List<Held> messages) {
    List<Held> settled = new ArrayList<>();
    for (List<Held> part : parts(messages)) {
      List<Held> left = new ArrayList<>(part);
      for (JsonNode fault : callBatch("DeleteMessageBatch", part, null)) {
        log.warn("{}: a message was not deleted: {}", url, fault.path("Code").asText());
        int number = fault.path("Id").asInt(-1);
        if (!fault.path("SenderFault").asBoolean() && number >= 0 && number < part.size()) {
          left.remove(part.get(number));
        }
      }
      settled.addAll(left);
    }
    return settled;
  }

  /** Keeps messages from others for the visibility timeout from now on. */
  void prolong(List<Held> messages) {
    changeVisibility(messages, visibilitySeconds);
  }

  /** Lets others have messages at once. */
  void giveBack(List<Held> messages) {
    changeVisibility(messages, 0);
  }

  private void changeVisibility(List<Held> messages, int seconds) {
    for (List<Held> part : parts(messages)) {
      for (JsonNode fault : callBatch("ChangeMessageVisibilityBatch", part, seconds)) {
        log.debug("{}: visibility is as it was: {}", url, fault.path("Code").asText());
      }
    }
  }

  private static List<List<Held>> parts(List<Held> messages) {
    List<List<Held>> parts = new ArrayList<>();
    for (int from = 0; from < messages.size(); from += BATCH) {
      parts.add(messages.subList(from, Math.min(from + BATCH, messages.size())));
    }
    return parts;
  }

  /** What failed of a batch. */
  private JsonNode callBatch(String operation, List<Held> part, @Nullable Integer visibility) {
    ObjectNode request = SqsApi.request(url);
    ArrayNode entries = request.putArray("Entries");
    for (Held held : part) {
      ObjectNode entry = entries.addObject();
      entry.put("Id", String.valueOf(entries.size() - 1)).put(RECEIPT, held.receipt());
      if (visibility != null) {
        entry.put(VISIBILITY, visibility);
      }
    }
    return api.call(operation, request).path("Failed");
  }

  @Override
  public void close() {
    api.close();
  }
}
