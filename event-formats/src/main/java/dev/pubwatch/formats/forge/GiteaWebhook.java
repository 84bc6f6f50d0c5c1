package dev.pubwatch.formats.forge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.formats.Parsed;
import dev.pubwatch.formats.json.Delivery;
import dev.pubwatch.formats.json.JsonFields;
import dev.pubwatch.formats.json.WebhookFormat;

/**
 * {@code gitea-webhook}: webhooks of Gitea and Forgejo, whose bodies are like GitHub's: packages,
 * pushes, releases, repositories.
 */
public final class GiteaWebhook extends WebhookFormat {

  public GiteaWebhook() {
    super(
        "gitea-webhook", "webhooks of Gitea and Forgejo: bodies, or envelopes with their headers");
  }

  @Override
  protected Parsed map(Delivery delivery, FormatContext context) throws MalformedException {
    ObjectNode body = delivery.object();
    String header = delivery.firstHeader("x-gitea-event", "x-forgejo-event", "x-github-event");
    Hook hook =
        new Hook(
            "gitea",
            delivery.id("x-gitea-delivery", "x-forgejo-delivery", "x-github-delivery"),
            header == null ? HookShape.eventOf(body) : header,
            "git",
            new JsonFields(body),
            delivery.receivedAt(context),
            context);
    return Parsed.of(HookEvents.map(hook));
  }
}
