package dev.pubwatch.job.snapshot;

import dev.pubwatch.job.snapshot.SnapshotHeader.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.BiPredicate;

/** Puts the parts of all tasks together, so that their number shows nowhere in the file. */
public final class SnapshotMerge {
  private SnapshotMerge() {}

  /**
   * Writes a snapshot.
   *
   * @param parts folder of the parts
   * @param keep which entries are kept, by section and key
   */
  public static void merge(
      SnapshotHeader header, Path parts, BiPredicate<Section, String> keep, Path file)
      throws IOException {
    try (SnapshotWriter writer = new SnapshotWriter(file, header)) {
      for (Section section : header.sections()) {
        merge(section, parts, keep, writer);
        writer.endSection();
      }
      writer.finish();
    }
  }

  private static void merge(
      Section section, Path parts, BiPredicate<Section, String> keep, SnapshotWriter writer)
      throws IOException {
    List<StatePart.Reader> opened = new ArrayList<>();
    try {
      PriorityQueue<StatePart.Reader> heads =
          new PriorityQueue<>(Comparator.comparing(StatePart.Reader::key));
      for (int task = 0; exists(section, parts, task); task++) {
        StatePart.Reader part =
            new StatePart.Reader(parts.resolve(StateFiles.fileName(section.uid(), task)));
        opened.add(part);
        if (part.next()) {
          heads.add(part);
        }
      }
      for (StatePart.Reader head = heads.poll(); head != null; head = heads.poll()) {
        if (keep.test(section, head.key())) {
          writer.entry(head.key(), head.state());
        }
        if (head.next()) {
          heads.add(head);
        }
      }
    } finally {
      for (StatePart.Reader part : opened) {
        part.close();
      }
    }
  }

  private static boolean exists(Section section, Path parts, int task) {
    return Files.exists(parts.resolve(StateFiles.fileName(section.uid(), task)));
  }
}
