package dev.pubwatch.connect.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A standard queue in memory: messages in any order, again when their timeout is over. */
final class FakeQueue {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, String> bodies = new LinkedHashMap<>();
  private final Map<String, String> receipts = new HashMap<>();
  private final Set<String> invisible = new HashSet<>();
  private final Random random = new Random(7);
  private int sent;
  private int prolonged;

  synchronized void send(String body) {
    bodies.put("m" + sent++, body);
  }

  /** Visibility timeouts are over. */
  synchronized void timeOut() {
    invisible.clear();
  }

  synchronized List<String> left() {
    return List.copyOf(bodies.values());
  }

  /** Waits until messages were kept from others for longer. */
  synchronized void awaitProlonged() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (prolonged == 0 && System.nanoTime() < end) {
      wait(1_000);
    }
    if (prolonged == 0) {
      throw new IllegalStateException("nothing was prolonged within a minute");
    }
  }

  synchronized byte[] answer(String target, byte[] body) throws IOException {
    JsonNode request = JSON.readTree(body);
    ObjectNode reply = JSON.createObjectNode();
    switch (target) {
      case "AmazonSQS.ReceiveMessage" -> receive(reply.putArray("Messages"));
      case "AmazonSQS.DeleteMessageBatch" -> delete(request.path("Entries"));
      case "AmazonSQS.ChangeMessageVisibilityBatch" -> change(request.path("Entries"));
      default -> throw new IOException("unexpected: " + target);
    }
    return reply.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void receive(ArrayNode messages) {
    List<String> visible = new ArrayList<>(bodies.keySet());
    visible.removeAll(invisible);
    Collections.shuffle(visible, random);
    for (String id : visible.subList(0, Math.min(3, visible.size()))) {
      String receipt = id + "-" + random.nextInt();
      receipts.put(receipt, id);
      invisible.add(id);
      messages
          .addObject()
          .put("MessageId", id)
          .put("ReceiptHandle", receipt)
          .put("Body", bodies.get(id));
    }
  }

  private void delete(JsonNode entries) {
    for (JsonNode entry : entries) {
      bodies.remove(receipts.get(entry.path("ReceiptHandle").asText()));
    }
  }

  private void change(JsonNode entries) {
    for (JsonNode entry : entries) {
      if (entry.path("VisibilityTimeout").asInt() == 0) {
        invisible.remove(receipts.get(entry.path("ReceiptHandle").asText()));
      } else {
        prolonged++;
        notifyAll();
      }
    }
  }
}
