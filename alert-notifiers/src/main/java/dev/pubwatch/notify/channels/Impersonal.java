package dev.pubwatch.notify.channels;

import dev.pubwatch.notify.DeliveryException;
import dev.pubwatch.notify.IncidentChannel;
import dev.pubwatch.notify.Notice;
import dev.pubwatch.notify.message.Personal;
import org.jspecify.annotations.Nullable;

/** A channel that is told no persons. */
final class Impersonal implements IncidentChannel {
  private final IncidentChannel channel;

  Impersonal(IncidentChannel channel) {
    this.channel = channel;
  }

  @Override
  public String name() {
    return channel.name();
  }

  @Override
  public @Nullable String deliver(Notice notice, @Nullable String reference)
      throws DeliveryException, InterruptedException {
    return channel.deliver(Personal.without(notice), reference);
  }

  @Override
  public void close() {
    channel.close();
  }
}
