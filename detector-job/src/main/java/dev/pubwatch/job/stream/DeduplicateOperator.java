package dev.pubwatch.job.stream;

import dev.pubwatch.core.Codec;
import dev.pubwatch.core.Observation;
import dev.pubwatch.job.snapshot.Snapshots;
import dev.pubwatch.job.snapshot.StateFiles;
import dev.pubwatch.job.snapshot.StatePart;
import dev.pubwatch.job.types.IdSet;
import dev.pubwatch.job.types.Types;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;

/** {@link Deduplicate} with what it begins with and what it leaves behind. */
final class DeduplicateOperator extends KeyedProcessOperator<Long, Observation, Observation> {
  private static final long serialVersionUID = 1;

  /** The service that the function's own timers are in. */
  private static final String TIMERS = "user-timers";

  private final Deduplicate function;
  private final StateFiles files;
  private transient boolean restored;

  DeduplicateOperator(StateFiles files) {
    this(new Deduplicate(), files);
  }

  private DeduplicateOperator(Deduplicate function, StateFiles files) {
    super(function);
    this.function = function;
    this.files = files;
  }

  /** How the ids of a key are written. */
  static Codec<IdSet> codec() {
    return Types.idSets();
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    restored = context.isRestored();
  }

  @Override
  public void open() throws Exception {
    super.open();
    if (files.in() != null && !restored) {
      begin(Path.of(files.in()));
    }
  }

  private void begin(Path file) throws Exception {
    InternalTimerService<VoidNamespace> timers =
        getInternalTimerService(TIMERS, VoidNamespaceSerializer.INSTANCE, this);
    OwnKeys own = OwnKeys.of(this);
    Snapshots.read(
        file,
        Uids.DEDUPLICATE,
        codec(),
        key -> own.hold(Long.valueOf(key)),
        (key, ids) -> {
          Long dayAndSlice = Long.valueOf(key);
          setCurrentKey(dayAndSlice);
          function.begin(ids);
          timers.registerEventTimeTimer(VoidNamespace.INSTANCE, Deduplicate.expiry(dayAndSlice));
        });
  }

  @Override
  public void finish() throws Exception {
    super.finish();
    if (files.exports()) {
      export();
    }
  }

  private void export() throws Exception {
    List<Long> keys;
    try (var stored =
        this.<Long>getKeyedStateBackend().getKeys(Deduplicate.STATE, VoidNamespace.INSTANCE)) {
      keys = stored.sorted(Comparator.comparing(String::valueOf)).toList();
    }
    int task = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
    try (StatePart part = files.part(Uids.DEDUPLICATE, task)) {
      for (Long key : keys) {
        setCurrentKey(key);
        part.add(String.valueOf(key), codec(), function.ids());
      }
    }
  }
}
