package dev.pubwatch.formats.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.Framing;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.formats.Parsed;

/** A format whose records are webhooks: bare bodies, or {@linkplain Delivery envelopes}. */
public abstract class WebhookFormat extends JsonFormat {

  protected WebhookFormat(String name, String description) {
    super(name, description, Framing.JSON);
  }

  @Override
  protected final Parsed map(ObjectNode record, FormatContext context) throws MalformedException {
    return map(Delivery.of(record), context);
  }

  /**
   * The events of one delivery.
   *
   * @throws MalformedException when a field that the event cannot be without is missing or wrong
   */
  protected abstract Parsed map(Delivery delivery, FormatContext context) throws MalformedException;
}
