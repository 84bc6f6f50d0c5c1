package dev.pubwatch.job.stream;

import dev.pubwatch.core.Codec;
import dev.pubwatch.core.Detector;
import dev.pubwatch.core.Stage;
import dev.pubwatch.job.snapshot.SnapshotHeader.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a snapshot of a detector holds. */
public final class LearnedParts {
  private LearnedParts() {}

  /** The codec of each operator's state by its uid, in the order of the topology. */
  public static Map<String, Codec<?>> codecs(Detector detector) {
    Map<String, Codec<?>> codecs = new LinkedHashMap<>();
    codecs.put(Uids.DEDUPLICATE, DeduplicateOperator.codec());
    for (Stage<?> stage : detector.stages()) {
      codecs.put(stage.name(), stage.codec());
    }
    codecs.put(detector.judge().name(), detector.judge().codec());
    return codecs;
  }

  /** The sections of a snapshot that is written now. */
  public static List<Section> sections(Detector detector) {
    return codecs(detector).entrySet().stream()
        .map(codec -> new Section(codec.getKey(), codec.getValue().version()))
        .toList();
  }

  /**
   * Whether an entry is worth keeping once events have reached a time: ids of days that have aged
   * are not, however far the task that held them was with its timers.
   */
  public static boolean isCurrent(Section section, String key, long lastEventMillis) {
    return !section.uid().equals(Uids.DEDUPLICATE)
        || Deduplicate.expiry(Long.parseLong(key)) >= lastEventMillis;
  }
}
