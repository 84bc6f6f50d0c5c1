package dev.pubwatch.notify;

import dev.pubwatch.schemas.RegistryException;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;
import org.jspecify.annotations.Nullable;

/**
 * A record that is no alert is logged, counted by Streams ({@code dropped-records-total}), kept in
 * {@link Names#UNREADABLE} and passed over. That the registry is away, or refuses us, is no fault
 * of the record: then the application stops instead of passing over every alert.
 *
 * <p>Public for Streams, which makes it by name.
 */
public final class Unreadable implements DeserializationExceptionHandler {
  private static final int NOT_FOUND = 404;

  private final LogAndContinueExceptionHandler passOver = new LogAndContinueExceptionHandler();

  /** Made by Streams. */
  public Unreadable() {}

  @Override
  public void configure(Map<String, ?> configs) {
    passOver.configure(configs);
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
    return isTheRecord(exception)
        ? passOver.handleError(context, record, exception)
        : Response.fail();
  }

  /** Whether the bytes are at fault, and no later try could read them. */
  static boolean isTheRecord(Throwable failure) {
    for (@Nullable Throwable t = failure; t != null; t = t.getCause()) {
      boolean refused = t instanceof RegistryException e && e.status() != NOT_FOUND;
      boolean kafka = t instanceof KafkaException && !(t instanceof SerializationException);
      if (refused || kafka) {
        return false;
      }
    }
    return true;
  }

  /** Whether a later try may succeed as things are, since the registry only is away. */
  static boolean mayPass(Throwable failure) {
    for (@Nullable Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof RetriableException) {
        return true;
      }
    }
    return false;
  }
}
