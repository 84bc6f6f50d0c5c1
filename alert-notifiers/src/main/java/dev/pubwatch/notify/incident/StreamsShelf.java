package dev.pubwatch.notify.incident;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pubwatch.events.Alert;
import dev.pubwatch.formats.CanonicalJson;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.notify.webhook.AlertBody;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Incidents in Streams stores. */
final class StreamsShelf implements Shelf {
  /** What is longer loses the ends of its lists and texts; the alerts topic has all of it. */
  static final int LONGEST_ALERT_BYTES = 6_000;

  /** Above that an incident keeps its strongest alert only. */
  static final long MOST_ALERT_BYTES = 48L << 20;

  static final int MOST_MEMBERS = 50_000;
  static final int MOST_KEYS = 100_000;

  private final Stores stores;
  private long alertBytes;

  /**
   * The stores.
   *
   * @param incidents by id
   * @param alerts canonical JSON by alert id
   * @param members {@link Member} by alert id
   * @param keys {@link KeyUse} by key
   * @param digests {@link Digest} by route
   */
  record Stores(
      KeyValueStore<String, Incident> incidents,
      KeyValueStore<String, String> alerts,
      KeyValueStore<String, String> members,
      KeyValueStore<String, String> keys,
      KeyValueStore<String, String> digests) {}

  StreamsShelf(Stores stores) {
    this.stores = stores;
    each(stores.alerts(), (id, text) -> alertBytes += size(text));
  }

  private static long size(@Nullable String text) {
    return text == null ? 0 : text.length();
  }

  private static <T> void each(KeyValueStore<String, T> store, BiConsumer<String, T> action) {
    try (KeyValueIterator<String, T> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, T> entry = all.next();
        action.accept(entry.key, entry.value);
      }
    }
  }

  @Override
  public @Nullable Incident incident(String id) {
    return stores.incidents().get(id);
  }

  @Override
  public void put(Incident incident) {
    stores.incidents().put(incident.id, incident);
  }

  @Override
  public void removeIncident(String id) {
    stores.incidents().delete(id);
  }

  @Override
  public void eachIncident(Consumer<Incident> action) {
    each(stores.incidents(), (id, incident) -> action.accept(incident));
  }

  @Override
  public @Nullable Member member(String alertId) {
    String text = stores.members().get(alertId);
    return text == null ? null : Member.parse(text);
  }

  @Override
  public boolean putMember(String alertId, Member member) {
    return put(stores.members(), alertId, member.toString(), MOST_MEMBERS);
  }

  @Override
  public @Nullable KeyUse key(String key) {
    String text = stores.keys().get(key);
    return text == null ? null : KeyUse.parse(text);
  }

  @Override
  public boolean putKey(String key, KeyUse use) {
    return put(stores.keys(), key, use.toString(), MOST_KEYS);
  }

  private static boolean put(
      KeyValueStore<String, String> store, String key, String value, int most) {
    boolean room = store.approximateNumEntries() < most || store.get(key) != null;
    if (room) {
      store.put(key, value);
    }
    return room;
  }

  @Override
  public void forget(Predicate<String> isGone) {
    each(
        stores.members(),
        (id, text) -> {
          if (isGone.test(Member.parse(text).incidentId())) {
            stores.members().delete(id);
          }
        });
    each(
        stores.keys(),
        (key, text) -> {
          if (isGone.test(KeyUse.parse(text).incidentId())) {
            stores.keys().delete(key);
          }
        });
  }

  @Override
  public @Nullable Alert alert(String alertId) {
    String text = stores.alerts().get(alertId);
    try {
      return text == null ? null : CanonicalJson.read(Alert.class, text);
    } catch (MalformedException e) {
      throw new SerializationException("the store's alert " + alertId + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void putAlert(Alert alert) {
    String text = new String(AlertBody.of(alert, LONGEST_ALERT_BYTES).bytes(), UTF_8);
    alertBytes += size(text) - size(stores.alerts().get(alert.getAlertId()));
    stores.alerts().put(alert.getAlertId(), text);
  }

  @Override
  public void removeAlert(String alertId) {
    alertBytes -= size(stores.alerts().delete(alertId));
  }

  @Override
  public boolean isCrowded() {
    return alertBytes > MOST_ALERT_BYTES;
  }

  @Override
  public @Nullable Digest digest(String route) {
    String text = stores.digests().get(route);
    return text == null ? null : Digest.parse(text);
  }

  @Override
  public void putDigest(String route, Digest digest) {
    stores.digests().put(route, digest.toString());
  }

  @Override
  public void removeDigest(String route) {
    stores.digests().delete(route);
  }

  @Override
  public void eachDigest(BiConsumer<String, Digest> action) {
    each(stores.digests(), (route, text) -> action.accept(route, Digest.parse(text)));
  }
}
