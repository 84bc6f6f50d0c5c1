package dev.pubwatch.job.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pubwatch.core.Event;
import dev.pubwatch.core.ObservationCodec;
import dev.pubwatch.job.stream.Observations;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventSorterTest {
  @TempDir Path folder;

  /** From one run in memory to hundreds that are merged in between. */
  @ParameterizedTest(name = "memory {0}, seed {1}")
  @CsvSource({"100000000,1", "20000,2", "3000,3", "1,4"})
  void sortsInBoundedMemory(long memoryBytes, long seed) throws Exception {
    List<Event> events = Observations.stream(700, seed);
    Collections.shuffle(events, new Random(seed));
    EventSorter sorter = new EventSorter(folder, new ObservationCodec(), memoryBytes);
    for (Event event : events) {
      sorter.add(event);
    }
    List<String> sorted = new ArrayList<>();
    try (RunMerge merge = RunMerge.open(sorter.finish())) {
      for (SortedRecord next = merge.next(); next != null; next = merge.next()) {
        sorted.add(next.eventId());
      }
    }
    List<String> expected =
        events.stream()
            .sorted(Comparator.comparingLong(Event::timeMillis).thenComparing(Event::eventId))
            .map(Event::eventId)
            .toList();
    assertEquals(expected, sorted);
    assertEquals(700, sorter.events());
  }
}
