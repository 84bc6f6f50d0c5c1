package dev.pubwatch.notify.incident;

import dev.pubwatch.events.Alert;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Where incidents are kept; what is read and changed must be put back. */
interface Shelf {
  @Nullable Incident incident(String id);

  void put(Incident incident);

  void removeIncident(String id);

  void eachIncident(Consumer<Incident> action);

  @Nullable Member member(String alertId);

  /** Remembers whose an alert is; false when there is no room for another. */
  boolean putMember(String alertId, Member member);

  @Nullable KeyUse key(String key);

  /** Remembers where a key leads; false when there is no room for another. */
  boolean putKey(String key, KeyUse use);

  /** Drops members and keys of incidents that are gone. */
  void forget(Predicate<String> isGone);

  /** The alert, maybe without the ends of its lists and texts. */
  @Nullable Alert alert(String alertId);

  void putAlert(Alert alert);

  void removeAlert(String alertId);

  /** Whether alerts take so much room that an incident should keep its strongest only. */
  boolean isCrowded();

  @Nullable Digest digest(String route);

  void putDigest(String route, Digest digest);

  void removeDigest(String route);

  void eachDigest(BiConsumer<String, Digest> action);
}
