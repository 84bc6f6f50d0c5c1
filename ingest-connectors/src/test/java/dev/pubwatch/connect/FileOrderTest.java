package dev.pubwatch.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FileOrderTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/d/app.log.10 /d/app.log.9.gz /d/app.log.1 /d/app.log",
        "/d/app.log-20251231.gz /d/app.log-20260101 /d/app.log",
        "/d/app-2025-12-31.log /d/app-2026-01-01.log /d/app-2026-01-02.log",
        "/d/2010.jsonl.gz /d/2011.jsonl.gz /d/2022.jsonl",
        "/d/part2 /d/part10 /d2/part1 /d10/part1",
        "/d/a /d/a.gz"
      })
  void oldestFirst(String names) {
    List<FileState> expected = new ArrayList<>();
    for (String name : names.split(" ", -1)) {
      expected.add(new FileState(Path.of(name), name, name, 0, FileTime.fromMillis(0)));
    }
    List<FileState> shuffled = new ArrayList<>(expected);
    Collections.shuffle(shuffled, new Random(names.hashCode()));
    shuffled.sort(new FileOrder());
    assertEquals(expected, shuffled);
  }
}
