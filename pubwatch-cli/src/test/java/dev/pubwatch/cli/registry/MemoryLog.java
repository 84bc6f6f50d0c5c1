package dev.pubwatch.cli.registry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A log that lives as long as its object; every entry passes through its JSON. */
final class MemoryLog implements SchemaLog {
  record Line(String key, @Nullable String value) {}

  final List<Line> records = new ArrayList<>();
  boolean broken;

  private final Consumer<LogEntry> state;

  MemoryLog(Consumer<LogEntry> state) {
    this.state = state;
  }

  @Override
  public void sync() {}

  @Override
  public void append(LogEntry entry) {
    if (broken) {
      throw ApiException.store(new IllegalStateException("broker is gone"));
    }
    Line record = new Line(LogCodec.key(entry), LogCodec.value(entry));
    records.add(record);
    state.accept(LogCodec.read(record.key(), record.value()));
  }

  /** The state that a restart would build, from what compaction leaves. */
  RegistryState compacted() {
    Map<String, Line> last = new LinkedHashMap<>();
    for (Line record : records) {
      last.remove(record.key());
      last.put(record.key(), record);
    }
    RegistryState rebuilt = new RegistryState();
    last.values().forEach(r -> rebuilt.apply(LogCodec.read(r.key(), r.value())));
    return rebuilt;
  }

  @Override
  public void close() {}
}
