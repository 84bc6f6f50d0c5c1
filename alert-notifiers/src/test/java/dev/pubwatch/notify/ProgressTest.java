package dev.pubwatch.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressTest {
  private final Progress progress = new Progress(new OffsetAndMetadata(10));

  @Test
  void nothingMovesBeforeSomethingIsDone() {
    assertTrue(progress.isCommitted());
    assertTrue(progress.take(10));
    assertTrue(progress.isCommitted());
  }

  @Test
  void theOldestOpenRecordHoldsTheOffset() {
    progress.take(10);
    progress.take(11);
    progress.done(11);
    assertEquals(10, progress.toCommit().offset());
    assertFalse(progress.isCommitted());
    progress.done(10);
    assertEquals(new OffsetAndMetadata(12), progress.toCommit());
  }

  @Test
  void whatWasDoneBeyondItIsNotDoneAgain() {
    for (long offset = 10; offset < 14; offset++) {
      progress.take(offset);
    }
    progress.done(11);
    progress.done(13);
    Progress restarted = new Progress(progress.toCommit());
    assertTrue(restarted.take(10));
    assertFalse(restarted.take(11));
    assertTrue(restarted.take(12));
    assertFalse(restarted.take(13));
  }

  @Test
  void foreignMetadataIsPassedOver() {
    assertTrue(new Progress(new OffsetAndMetadata(3, "{\"by\": \"hand\"}")).take(3));
  }

  @Test
  void theMetadataFitsIntoABrokersLimit() {
    long offset = 10;
    while (!progress.isStretched()) {
      progress.take(offset++);
    }
    for (long done = 11; done < offset; done++) {
      progress.done(done);
    }
    assertTrue(progress.toCommit().metadata().length() < 4096);
  }

  /** Restarts at random, with offsets missing as transactions leave them. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void eachRecordIsDoneOnceOverRestarts(long seed) {
    Random random = new Random(seed);
    long[] topic = LongStream.range(0, 800).filter(offset -> random.nextInt(4) > 0).toArray();
    Progress now = new Progress(new OffsetAndMetadata(0));
    Set<Long> done = new HashSet<>();
    List<Long> open = new ArrayList<>();
    for (int i = 0; i < topic.length || !open.isEmpty(); ) {
      if (i < topic.length && random.nextInt(3) > 0) {
        if (now.take(topic[i])) {
          open.add(topic[i]);
        }
        i++;
      } else if (!open.isEmpty()) {
        long offset = open.remove(random.nextInt(open.size()));
        now.done(offset);
        assertTrue(done.add(offset), "seed " + seed + ": " + offset + " was done before");
      }
      if (random.nextInt(20) == 0) {
        OffsetAndMetadata committed = now.toCommit();
        now = new Progress(committed);
        i = (int) LongStream.of(topic).filter(offset -> offset < committed.offset()).count();
        open.clear();
      }
    }
    assertEquals(topic.length, done.size(), "seed " + seed);
  }
}
