package dev.pubwatch.notify.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.formats.Text;
import dev.pubwatch.notify.message.Escapes;
import dev.pubwatch.notify.message.Fit;
import dev.pubwatch.notify.message.NoticeText;
import dev.pubwatch.notify.message.Template;
import dev.pubwatch.notify.siem.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A notice as blocks: a header and sections of mrkdwn.
 *
 * <p>Slack takes 50 blocks, 3,000 characters a section, 150 a header, and by experience some 13,200
 * in all (bolt-js issue 2509).
 */
final class SlackMessage {
  static final Map<String, String> JSON = Map.of("content-type", "application/json; charset=utf-8");
  static final int MAX_BLOCKS = 50;
  static final int MAX_SECTION = 3_000;
  static final int MAX_HEADER = 150;
  static final int MAX_TOTAL = 13_200;

  /** What header, fallback text and the signs of JSON leave of the total. */
  private static final int MAX_BODY = 9_500;

  private static final int MAX_FALLBACK = 300;

  private SlackMessage() {}

  static Map<String, String> headers(String token) {
    return Map.of(
        "content-type", "application/json; charset=utf-8", "authorization", "Bearer " + token);
  }

  static ObjectNode of(NoticeText notice, Template template) {
    String body = Fit.within(template, notice, Escapes.SLACK, MAX_BODY, SlackMessage::measure);
    ArrayNode blocks = Json.array();
    blocks.add(header(notice));
    for (String section : sections(body)) {
      ObjectNode text = Json.object().put("type", "mrkdwn").put("text", section);
      text.put("verbatim", true);
      ObjectNode block = Json.object().put("type", "section");
      block.set("text", text);
      if (blocks.size() < MAX_BLOCKS) {
        blocks.add(block);
      }
    }
    ObjectNode message = fallback(notice.subject());
    message.set("blocks", blocks);
    return message;
  }

  /** A short reply in the thread. */
  static ObjectNode reply(NoticeText notice) {
    return fallback(notice.update());
  }

  /** What a phone's lock screen shows; mrkdwn too. */
  private static ObjectNode fallback(String said) {
    return Json.object().put("text", Escapes.SLACK.text(cut(said, MAX_FALLBACK)));
  }

  private static ObjectNode header(NoticeText notice) {
    ObjectNode text = Json.object().put("type", "plain_text");
    text.put("text", cut(notice.subject(), MAX_HEADER)).put("emoji", false);
    ObjectNode header = Json.object().put("type", "header");
    header.set("text", text);
    return header;
  }

  private static String cut(String text, int longest) {
    return Text.bound(text, longest);
  }

  /** Sections are whole lines; a line that is longer than a section is cut before an entity. */
  private static List<String> sections(String body) {
    List<String> sections = new ArrayList<>();
    StringBuilder section = new StringBuilder();
    for (String line : body.split("\n", -1)) {
      String bounded = line.length() > MAX_SECTION ? safeCut(line) : line;
      if (section.length() + bounded.length() + 1 > MAX_SECTION) {
        flush(section, sections);
      }
      section.append(bounded).append('\n');
    }
    flush(section, sections);
    return sections;
  }

  private static String safeCut(String line) {
    int end = MAX_SECTION - 4;
    int sign = Math.max(line.lastIndexOf('&', end), line.lastIndexOf('<', end));
    boolean within = sign >= 0 && sign > end - 500;
    int cut = within ? sign : Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end;
    return line.substring(0, cut) + "...";
  }

  private static void flush(StringBuilder section, List<String> sections) {
    String text = section.toString().strip();
    if (!text.isEmpty()) {
      sections.add(text);
    }
    section.setLength(0);
  }

  /** As long as the text is in the request, where signs beyond ASCII take six characters. */
  private static int measure(String body) {
    return Json.text(Json.array().add(body)).length();
  }
}
