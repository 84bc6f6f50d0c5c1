package dev.pubwatch.gateway;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;

/** Where events are kept once a sender was told that they are. */
interface Store extends AutoCloseable {

  /** They cannot be kept right now; nobody may be told that they are. */
  final class UnavailableException extends Exception {
    UnavailableException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** While it is away: looks whether it is back. To be called every now and then. */
  void look();

  /** Whether it is worth trying now. */
  boolean admits();

  /** Whether what was last tried worked. */
  boolean isUp();

  /**
   * Keeps records.
   *
   * @return complete once every in-sync replica has every one of them; exceptionally with {@link
   *     UnavailableException} otherwise
   */
  CompletableFuture<Void> keep(Endpoint endpoint, List<SpecificRecord> records);

  @Override
  void close();
}
