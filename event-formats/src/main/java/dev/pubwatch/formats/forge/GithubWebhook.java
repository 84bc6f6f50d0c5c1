package dev.pubwatch.formats.forge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.formats.Parsed;
import dev.pubwatch.formats.json.Delivery;
import dev.pubwatch.formats.json.JsonFields;
import dev.pubwatch.formats.json.WebhookFormat;

/**
 * {@code github-webhook}: GitHub's webhooks, bare bodies or envelopes with their headers.
 *
 * <p>The event is what {@code X-GitHub-Event} says; without that header what the body's shape gives
 * away. {@code X-GitHub-Delivery} is the id, the same when a delivery is sent again; without it the
 * id is a hash of the body.
 */
public final class GithubWebhook extends WebhookFormat {

  public GithubWebhook() {
    super("github-webhook", "GitHub's webhooks: bodies, or envelopes with their headers");
  }

  @Override
  protected Parsed map(Delivery delivery, FormatContext context) throws MalformedException {
    ObjectNode body = delivery.object();
    String header = delivery.header("x-github-event");
    Hook hook =
        new Hook(
            "github",
            delivery.id("x-github-delivery"),
            header == null ? HookShape.eventOf(body) : header,
            "github.com",
            new JsonFields(body),
            delivery.receivedAt(context),
            context);
    return Parsed.of(HookEvents.map(hook));
  }

  /** A body that was found in another log. */
  static Parsed mapBody(ObjectNode body, FormatContext context) throws MalformedException {
    return new GithubWebhook().map(Delivery.ofBody(body), context);
  }
}
