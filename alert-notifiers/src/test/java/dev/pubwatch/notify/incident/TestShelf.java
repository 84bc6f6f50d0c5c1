package dev.pubwatch.notify.incident;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** The stores as Streams makes them, without Streams around. */
final class TestShelf {
  private final MockProcessorContext<String, String> context = new MockProcessorContext<>();
  final StreamsShelf.Stores stores =
      new StreamsShelf.Stores(
          store("incidents", IncidentJson.serde()),
          store("alerts", Serdes.String()),
          store("members", Serdes.String()),
          store("keys", Serdes.String()),
          store("digests", Serdes.String()));

  /** What a process that begins finds. */
  StreamsShelf opened() {
    return new StreamsShelf(stores);
  }

  private <T> KeyValueStore<String, T> store(String name, Serde<T> values) {
    KeyValueStore<String, T> store =
        Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), values)
            .withLoggingDisabled()
            .build();
    StateStore root = store;
    store.init(context.getStateStoreContext(), root);
    return store;
  }
}
