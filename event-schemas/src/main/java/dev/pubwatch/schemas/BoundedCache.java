package dev.pubwatch.schemas;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The values asked for last, at most {@code capacity}. A value that fails to load is not kept. */
final class BoundedCache<K, V> {
  private final Map<K, V> values;

  BoundedCache(int capacity) {
    this.values =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > capacity;
          }
        };
  }

  /** Two threads that miss at once may both load; loading is expected to be idempotent. */
  V get(K key, Function<? super K, ? extends V> load) {
    synchronized (values) {
      @Nullable V known = values.get(key);
      if (known != null) {
        return known;
      }
    }
    V loaded = load.apply(key);
    synchronized (values) {
      values.put(key, loaded);
    }
    return loaded;
  }
}
