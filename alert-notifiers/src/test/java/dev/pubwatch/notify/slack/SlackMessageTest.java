package dev.pubwatch.notify.slack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.notify.Notice;
import dev.pubwatch.notify.Notice.Phase;
import dev.pubwatch.notify.Notices;
import dev.pubwatch.notify.message.NoticeText;
import dev.pubwatch.notify.message.Template;
import dev.pubwatch.notify.siem.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SlackMessageTest {
  private static Template template() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(SlackChannel.class.getResourceAsStream("slack.txt"))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Template.parse("slack.txt", text, NoticeText.NAMES);
    }
  }

  private static void assertWithinLimits(ObjectNode message, String which) {
    assertTrue(Json.text(message).length() <= SlackMessage.MAX_TOTAL, which + " in all");
    assertTrue(message.path("blocks").size() <= SlackMessage.MAX_BLOCKS, which + " blocks");
    for (JsonNode block : message.path("blocks")) {
      String text = block.at("/text/text").asText();
      boolean header = block.path("type").asText().equals("header");
      int most = header ? SlackMessage.MAX_HEADER : SlackMessage.MAX_SECTION;
      assertTrue(!text.isEmpty() && text.length() <= most, which + ": " + text.length());
    }
  }

  @Test
  void anyNoticeKeepsTheLimits() throws Exception {
    Template template = template();
    for (long seed = 0; seed < 25; seed++) {
      Notice notice = Notices.random(seed);
      assertWithinLimits(SlackMessage.of(new NoticeText(notice, null), template), "seed " + seed);
    }
  }

  @Test
  void soDoesAnyTemplate() {
    String wide = "{{title}} {{summary}} ".repeat(60) + "\n";
    for (String text :
        List.of(wide, "x\n".repeat(9_000), "&amp;".repeat(3_000), "{{#why}}{{observed}}{{/why}}")) {
      Template template = Template.parse("test", text, NoticeText.NAMES);
      for (long seed = 0; seed < 2; seed++) {
        NoticeText notice = new NoticeText(Notices.random(seed), null);
        assertWithinLimits(SlackMessage.of(notice, template), "seed " + seed);
      }
    }
  }

  /** Nobody is called, nothing is linked but what we link. */
  @Test
  void signsOfSlacksOwnAreShown() throws Exception {
    String text = "<!channel> <@U1> <https://evil.example|click> & https://evil.example";
    Notice notice = Notices.of("in-1", 1, Phase.OPENED, List.of(Notices.hostile("pw-1", text)));
    ObjectNode message = SlackMessage.of(new NoticeText(notice, null), template());
    StringBuilder shown = new StringBuilder(message.path("text").asText());
    message.path("blocks").forEach(b -> shown.append(b.at("/text/text").asText()));
    String mrkdwn = shown.toString().replace(notice.alert().getTitle(), ""); // the plain header
    assertFalse(mrkdwn.contains("<!") || mrkdwn.contains("<@") || mrkdwn.contains("<https://evil"));
    assertFalse(mrkdwn.replaceAll("`[^`]*`", "").contains("https://evil"), mrkdwn);
  }

  @Test
  void readsOnAPhone() throws Exception {
    Notice notice = Notices.of("in-1", 1, Phase.OPENED);
    ObjectNode message = SlackMessage.of(new NoticeText(notice, null), template());
    assertEquals(
        """
        *high* anomaly · <https://github.com/acme/web|see>

        • publisher mallory-q, new to the project — usual: publisher alice-b (100 % of its past) (16.6 bits)
        • install script added — usual: none (13.0 bits)
        • address 203.0.113.77, new to the project — usual: prefix 2001:db8:7::/48 (9.9 bits)
        • quiet for 800 days — usual: at most 40 days (6.0 bits)
        _Normal would be:_ no install script.

        ☐ *revoke credential* `cred-0123456789abcdef` — it did this
        ☐ *yank version* `github.com/acme/web@1.2.3` — until confirmed
        ☐ *ask owner* `alice-b` — over a channel of her own
        ☐ *remove owner* `github.com/acme/web: mallory-q` — published at once

        2025-09-02 10:20:30 UTC release:publish `github.com/acme/web 1.2.3` <https://github.com/acme/web|see>
        2025-09-02 10:20:30 UTC release:publish `github.com/acme/web 1.2.2` <https://github.com/acme/web|see>

        Account `mallory-q` from `203.0.113.77` (ZZ)
        Credential `cred-0123456789abcdef`
        Campaign `host evil.example`: 3 projects, 2 owners

        a normal day brings 0.020 like it · 2025-09-02 10:20:30 UTC · in-1 r1\
        """,
        message.at("/blocks/1/text/text").asText());
  }
}
