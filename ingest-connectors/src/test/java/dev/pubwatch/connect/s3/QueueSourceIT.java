package dev.pubwatch.connect.s3;

import static dev.pubwatch.connect.s3.S3SourceTaskTest.PREFIX;
import static dev.pubwatch.connect.s3.S3SourceTaskTest.counted;
import static dev.pubwatch.connect.s3.S3SourceTaskTest.gzip;
import static dev.pubwatch.connect.s3.S3SourceTaskTest.once;
import static dev.pubwatch.connect.s3.S3SourceTaskTest.records;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.connect.TaskHarness;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against servers with S3's and SQS's API that are not ours. */
final class QueueSourceIT {
  @TempDir private static Path folder = Path.of("");
  private static S3Proxy store;
  private static ElasticMq queues;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    store = new S3Proxy(folder);
    queues = new ElasticMq(folder);
  }

  @AfterAll
  static void stop() {
    if (queues != null) {
      queues.close();
    }
    if (store != null) {
      store.close();
    }
  }

  @Test
  void readsWhatMessagesOfEachFormNameAndDeletesThem() {
    String queue = queues.create("forms");
    String odd = PREFIX + "2026/01/11/a b+c=ü.json.gz";
    String plain = PREFIX + "2026/01/11/plain.json.gz";
    String bridged = PREFIX + "2026/01/11/100%25 bridged.json.gz";
    store.put(odd, gzip(records(0, 10)));
    store.put(plain, gzip(records(10, 5)));
    store.put(bridged, gzip(records(15, 5)));
    queues.send(queue, Notes.TEST);
    queues.send(queue, Notes.created(BucketServer.BUCKET, odd));
    queues.send(queue, Notes.bySns(Notes.created(BucketServer.BUCKET, plain, odd)));
    queues.send(queue, Notes.byEventBridge("Object Created", BucketServer.BUCKET, bridged));
    queues.send(queue, Notes.created("other", odd));
    try (TaskHarness harness = harness(queue).start()) {
      harness.drain();
      assertEquals(List.of(), harness.drain());
      assertTrue(queues.size(queue) >= 3, "nothing was committed");
      harness.commit(harness.uncommitted() - 3);
      harness.crash();
      harness.drain();
      harness.commit();
      harness.poll();
      assertEquals(once(20), counted(harness));
      assertEquals(0, queues.size(queue));
    }
  }

  @Test
  void leavesWhatIsMalformedToTheQueue() {
    String queue = queues.create("malformed");
    queues.send(queue, "no notification");
    store.put(PREFIX + "2026/01/11/z.json.gz", gzip(records(0, 1)));
    queues.send(queue, Notes.created(BucketServer.BUCKET, PREFIX + "2026/01/11/z.json.gz"));
    try (TaskHarness harness = harness(queue).start()) {
      harness.drain();
      harness.commit();
      harness.poll();
      assertEquals(once(1), counted(harness));
      assertEquals(1, queues.size(queue));
      assertEquals(0, queues.size(ElasticMq.dead(queue)));
    }
  }

  @Test
  void checksThatTheQueueAnswers() {
    Map<String, String> settings = settings(queues.create("checked"));
    assertEquals(List.of(), faults(settings));
    settings.put(S3SourceConfig.QUEUE_URL, settings.get(S3SourceConfig.QUEUE_URL) + "-not");
    List<String> faults = faults(settings);
    assertTrue(faults.toString().contains("queue.url cannot be asked"), faults::toString);
  }

  private static List<String> faults(Map<String, String> settings) {
    return new S3SourceConnector()
        .validate(settings).configValues().stream()
            .map(ConfigValue::errorMessages)
            .flatMap(List::stream)
            .toList();
  }

  private static Map<String, String> settings(String queue) {
    Map<String, String> settings = S3SourceTaskTest.settings(store.url());
    settings.put(S3SourceConfig.QUEUE_URL, queue);
    settings.put(S3SourceConfig.QUEUE_WAIT_SECONDS, "1");
    return settings;
  }

  private static TaskHarness harness(String queue) {
    return new TaskHarness(settings(queue), S3SourceTask::new);
  }
}
