package dev.pubwatch.notify.teams;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.notify.message.Escapes;
import dev.pubwatch.notify.message.Fit;
import dev.pubwatch.notify.message.Link;
import dev.pubwatch.notify.message.NoticeText;
import dev.pubwatch.notify.message.Template;
import dev.pubwatch.notify.siem.Json;

/**
 * A notice as an Adaptive Card 1.4 in a message. Teams takes some 28 KB; the card keeps to less,
 * since the flow adds to it.
 */
final class AdaptiveCard {
  static final int MAX_BYTES = 28 * 1024;

  /** Quotes, braces and what a paragraph's block adds are on top. */
  private static final int MAX_TEXT = 16_000;

  private static final int MOST_BLOCKS = 60;

  private AdaptiveCard() {}

  static ObjectNode of(NoticeText notice, Template template) {
    ArrayNode body = Json.array().add(title(notice));
    for (String paragraph : text(notice, template).split("\n\n+", MOST_BLOCKS)) {
      body.add(block(paragraph));
    }
    ObjectNode card =
        Json.object()
            .put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
            .put("type", "AdaptiveCard")
            .put("version", "1.4");
    card.set("msteams", Json.object().put("width", "Full"));
    card.set("body", body);
    open(notice, card);
    ObjectNode attachment =
        Json.object().put("contentType", "application/vnd.microsoft.card.adaptive");
    attachment.putNull("contentUrl").set("content", card);
    ObjectNode message = Json.object().put("type", "message");
    message.set("attachments", Json.array().add(attachment));
    return message;
  }

  private static String text(NoticeText notice, Template template) {
    return Fit.within(
        template, notice, Escapes.CARD, MAX_TEXT, t -> Json.text(Json.array().add(t)).length());
  }

  private static ObjectNode title(NoticeText notice) {
    ObjectNode title = block(Escapes.CARD.text(notice.subject()));
    String colour =
        switch (notice.severity()) {
          case "critical", "high" -> "attention";
          case "medium" -> "warning";
          default -> "default";
        };
    return title.put("weight", "bolder").put("size", "medium").put("color", colour);
  }

  private static ObjectNode block(String text) {
    return Json.object().put("type", "TextBlock").put("text", text).put("wrap", true);
  }

  private static void open(NoticeText notice, ObjectNode card) {
    if (notice.values(0, 1).get("console") instanceof Link console) {
      ObjectNode action =
          Json.object()
              .put("type", "Action.OpenUrl")
              .put("title", "Open in pubwatch")
              .put("url", console.url());
      card.set("actions", Json.array().add(action));
    }
  }
}
