package dev.pubwatch.gateway;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.avro.specific.SpecificRecord;

/** Keeps records in memory, or says that it cannot. */
final class MemoryStore implements Store {
  final List<SpecificRecord> kept = new CopyOnWriteArrayList<>();
  final AtomicBoolean away = new AtomicBoolean();

  @Override
  public void look() {}

  @Override
  public boolean admits() {
    return true;
  }

  @Override
  public boolean isUp() {
    return !away.get();
  }

  @Override
  public CompletableFuture<Void> keep(Endpoint endpoint, List<SpecificRecord> records) {
    if (away.get()) {
      return CompletableFuture.failedFuture(
          new UnavailableException("away", new IllegalStateException("away")));
    }
    kept.addAll(records);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void close() {}
}
