package dev.pubwatch.connect.s3;

import static dev.pubwatch.connect.s3.S3SourceTaskTest.NOW;
import static dev.pubwatch.connect.s3.S3SourceTaskTest.PREFIX;
import static dev.pubwatch.connect.s3.S3SourceTaskTest.counted;
import static dev.pubwatch.connect.s3.S3SourceTaskTest.gzip;
import static dev.pubwatch.connect.s3.S3SourceTaskTest.once;
import static dev.pubwatch.connect.s3.S3SourceTaskTest.records;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.connect.TaskHarness;
import dev.pubwatch.gateway.LogCapture;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class QueueSourceTaskTest {
  private static final int OBJECTS = 5;
  private static final int RECORDS = 6;

  private BucketServer server;
  private TaskHarness harness;

  @BeforeEach
  void start() throws IOException {
    server = new BucketServer();
    harness = harness();
  }

  @AfterEach
  void stop() {
    harness.close();
    server.close();
  }

  private TaskHarness harness() {
    return S3SourceTaskTest.harness(server).with(S3SourceConfig.QUEUE_URL, server.queueUrl());
  }

  @Test
  void killedAtAnyRequestItGoesOnWithoutGapOrRepeat() {
    fill();
    runToTheEnd();
    int requests = server.requests();
    assertTrue(requests > 2 * OBJECTS, () -> "requests: " + requests);
    for (int kill = 1; kill <= requests; kill++) {
      fill();
      harness.close();
      harness = harness();
      killAt(kill);
      runToTheEnd();
    }
  }

  /** Objects, with a message for one, one for two, and each third one told twice. */
  private void fill() {
    for (int number = 0; number < OBJECTS; number++) {
      server.put(key(number), gzip(records(number * RECORDS, RECORDS)), NOW.minusSeconds(60));
      server.queue().send(Notes.created(BucketServer.BUCKET, key(number)));
      if (number % 3 == 0) {
        String other = key((number + 1) % OBJECTS);
        server.queue().send(Notes.created(BucketServer.BUCKET, key(number), other));
      }
    }
  }

  private static String key(int number) {
    return PREFIX + "2026/01/11/o " + number + ".json.gz";
  }

  private void killAt(int kill) {
    Random random = new Random(kill);
    server.failFrom(kill);
    harness.start();
    for (int polls = 0; polls < 60 && server.requests() < kill; polls++) {
      harness.poll();
      harness.commit(random.nextInt(harness.uncommitted() + 1));
    }
    harness.close();
    server.failFrom(-1);
    server.queue().timeOut();
  }

  private void runToTheEnd() {
    harness.crash();
    for (int polls = 0; polls < 60 && !server.queue().left().isEmpty(); polls++) {
      harness.poll();
      harness.commit();
    }
    assertEquals(once(OBJECTS * RECORDS), counted(harness));
    assertEquals(List.of(), server.queue().left());
  }

  @Test
  void deletesAMessageOnceItsEventsAreCommitted() {
    server.put(key(0), gzip(records(0, 10)), NOW);
    server.queue().send(Notes.created(BucketServer.BUCKET, key(0)));
    harness.start();
    harness.drain();
    harness.commit(9);
    harness.poll();
    assertEquals(1, server.queue().left().size());
    harness.commit(1);
    harness.poll();
    assertEquals(0, server.queue().left().size());
  }

  @Test
  void aMessageThatComesAgainGivesNothing() {
    server.put(key(0), gzip(records(0, 10)), NOW);
    server.queue().send(Notes.created(BucketServer.BUCKET, key(0)));
    harness.start();
    harness.drain();
    server.queue().timeOut();
    assertEquals(List.of(), harness.drain());
    harness.commit();
    harness.close();
    server.queue().send(Notes.bySns(Notes.created(BucketServer.BUCKET, key(0))));
    harness.crash();
    harness.drain();
    harness.commit();
    harness.poll();
    assertEquals(once(10), counted(harness));
    assertEquals(List.of(), server.queue().left());
  }

  @Test
  void givesBackWhatItHoldsWhenItIsStopped() {
    server.put(key(0), gzip(records(0, 1)), NOW);
    server.queue().send(Notes.created(BucketServer.BUCKET, key(0)));
    harness.start();
    harness.drain();
    harness.crash();
    assertEquals(1, harness.poll().size());
  }

  @Test
  void keepsFromOthersWhatIsNotCommitted() throws InterruptedException {
    server.put(key(0), gzip(records(0, 1)), NOW);
    server.queue().send(Notes.created(BucketServer.BUCKET, key(0)));
    harness.with(S3SourceConfig.QUEUE_VISIBILITY_SECONDS, "10").start();
    harness.drain();
    server.queue().awaitProlonged();
    assertEquals(1, server.queue().left().size());
  }

  @Test
  void goesOnWithWhatListingReadInPart() {
    server.put(key(0), gzip(records(0, 10)), NOW.minusSeconds(1800));
    server.put(key(1), gzip(records(10, 10)), NOW.minusSeconds(60));
    try (TaskHarness moved = S3SourceTaskTest.harness(server).start()) {
      moved.poll();
      moved.poll();
      moved.commit(moved.uncommitted() - 2);
      server.queue().send(Notes.created(BucketServer.BUCKET, key(0)));
      server.queue().send(Notes.created(BucketServer.BUCKET, key(1)));
      server.queue().send(Notes.created(BucketServer.BUCKET, key(2)));
      server.put(key(2), gzip(records(20, 10)), NOW);
      moved.with(S3SourceConfig.QUEUE_URL, server.queueUrl()).crash();
      moved.drain();
      moved.commit();
      assertEquals(once(30), counted(moved));
    }
  }

  @Test
  void passesOverWhatIsNotItsOwnAndTellsHowMuch() {
    server.queue().send(Notes.TEST);
    server.queue().send(Notes.removed(BucketServer.BUCKET, key(0)));
    server.queue().send(Notes.created("other", key(0)));
    server.queue().send(Notes.created(BucketServer.BUCKET, "elsewhere/x.json.gz"));
    server.queue().send(Notes.created(BucketServer.BUCKET, key(7)));
    server.queue().send("made-up-secret");
    try (LogCapture log = new LogCapture()) {
      harness.start();
      for (int polls = 0; polls < 5; polls++) {
        assertEquals(List.of(), harness.poll());
      }
      assertEquals(List.of("made-up-secret"), server.queue().left());
      harness.close();
      String told = log.text();
      assertTrue(
          told.contains(
              "{gone=1, other_bucket=1, other_key=1, other_event=2, malformed=1, deleted=5}"),
          told);
      assertFalse(told.contains("made-up-secret"), told);
      assertFalse(told.contains(S3SourceTaskTest.SECRET), told);
    }
  }

  @Test
  void failsWhereTheKeyIsNotAccepted() {
    harness.with(S3SourceConfig.ACCESS_KEY_ID, "other").start();
    assertThrows(ConnectException.class, harness::poll);
  }
}
