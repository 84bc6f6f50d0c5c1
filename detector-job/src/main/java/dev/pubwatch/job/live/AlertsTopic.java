package dev.pubwatch.job.live;

import java.io.Closeable;
import java.util.Map;
import java.util.function.BiConsumer;

/** What the fence needs to know of the topic that alerts go to. */
interface AlertsTopic extends Closeable {

  /** Offset after the last record of each partition. */
  Map<Integer, Long> ends();

  /**
   * Reads from the given offsets, from the beginning of a partition that has none, to the end.
   *
   * @param alerts takes the id and revision of each alert there
   */
  void read(Map<Integer, Long> from, BiConsumer<String, Integer> alerts);

  @Override
  void close();
}
