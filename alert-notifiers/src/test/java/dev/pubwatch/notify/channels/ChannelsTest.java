package dev.pubwatch.notify.channels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.notify.IncidentChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChannelsTest {
  @TempDir private Path dir;

  private static Map<String, String> settings(String... pairs) {
    Map<String, String> settings = new TreeMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      boolean general = pairs[i].startsWith("notifiers.");
      settings.put((general ? "" : Channels.PREFIX) + pairs[i], pairs[i + 1]);
    }
    return settings;
  }

  private static String faults(Map<String, String> settings) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> Channels.of(settings, Map.of()))
            .getMessage());
  }

  private Path file(String name, String text) throws Exception {
    return Files.writeString(dir.resolve(name), text);
  }

  @Test
  void nothingIsNothing() {
    assertEquals(List.of(), Channels.of(Map.of(), Map.of()));
  }

  @Test
  void everyTypeIsBuilt() throws Exception {
    String secret = file("secret", "a-secret\n").toString();
    String hook = file("hook", "https://hooks.example.org/services/T/B/x\n").toString();
    Map<String, String> settings =
        settings(
            "notifiers.allowed-hosts",
            "*.example.org, slack.com, api.github.com, gitlab.com,"
                + "events.pagerduty.com, api.atlassian.com",
            "notifiers.console-url",
            "http://pubwatch.example.org:8080",
            "a.type",
            "slack",
            "a.token-file",
            secret,
            "a.channel",
            "C1",
            "b.type",
            "slack",
            "b.url-file",
            hook,
            "b.personal",
            "false",
            "c.type",
            "teams",
            "c.url-file",
            hook,
            "d.type",
            "pagerduty",
            "d.routing-key-file",
            secret,
            "e.type",
            "jira",
            "e.api-key-file",
            secret,
            "f.type",
            "email",
            "f.host",
            "mail.example.org",
            "f.from",
            "a@example.org",
            "f.to",
            "b@example.org",
            "f.username",
            "u",
            "f.password-file",
            secret,
            "g.type",
            "issues",
            "g.token-file",
            secret,
            "g.owners",
            "acme",
            "h.type",
            "issues",
            "h.flavour",
            "gitlab",
            "h.token-file",
            secret,
            "h.owners",
            "*",
            "i.type",
            "splunk",
            "i.url",
            "https://splunk.example.org:8088",
            "i.token-file",
            secret,
            "j.type",
            "opensearch",
            "j.url",
            "https://search.example.org:9200",
            "j.username",
            "u",
            "j.password-file",
            secret,
            "j.documents",
            "every",
            "j.body",
            "ecs",
            "k.type",
            "kafka",
            "k.bootstrap-servers",
            "127.0.0.1:1",
            "k.body",
            "ecs");
    List<IncidentChannel> channels = Channels.of(settings, Map.of());
    String names = String.join("", channels.stream().map(IncidentChannel::name).toList());
    channels.forEach(IncidentChannel::close);
    assertEquals("abcdefghijk", names);
  }

  @Test
  void everyFaultIsToldAtOnce() {
    String faults =
        faults(
            settings(
                "chat.type", "slak",
                "Ops.type", "teams",
                "page.type", "pagerduty",
                "page.rooting-key-file", "x",
                "log.type", "splunk",
                "log.url", "http://splunk.example.org",
                "log.body", "xml",
                "none.url", "x",
                "notifiers.allowed-networks", "home"));
    for (String fault :
        List.of(
            "notifiers.allowed-networks must be a network such as 10.0.0.0/8, was home",
            "did you mean slack?",
            "notifiers.channels.Ops: a channel's name must match",
            "unknown key notifiers.channels.page.rooting-key-file, did you mean"
                + " notifiers.channels.page.routing-key-file?",
            "PUBWATCH_PAGE_ROUTING_KEY must be set",
            "notifiers.channels.log.url must be https, or http to loopback",
            "notifiers.channels.log.body must be pubwatch or ocsf or ecs, was xml",
            "notifiers.channels.none.type must be set")) {
      assertTrue(faults.contains(fault), fault + " in\n" + faults);
    }
  }

  @Test
  void aSecretInTheSettingsIsAFaultAndNotShown() {
    String faults = faults(settings("a.type", "slack", "a.token", "xoxb-1-2", "a.channel", "C1"));
    assertTrue(faults.contains("belongs into PUBWATCH_A_TOKEN or a file"), faults);
    assertFalse(faults.contains("xoxb"), faults);
  }

  @Test
  void theEnvironmentGoesBeforeTheFile() {
    Map<String, String> settings =
        settings("a.type", "slack", "a.token-file", "/nowhere", "a.channel", "C1");
    assertTrue(faults(settings).contains("/nowhere cannot be read"), faults(settings));
    Channels.of(settings, Map.of("PUBWATCH_A_TOKEN", "xoxb-1")).forEach(IncidentChannel::close);
  }

  @Test
  void templatesAreCheckedAtTheStart() throws Exception {
    String template = file("own.txt", "one\n{{sumary}}").toString();
    Map<String, String> settings =
        settings("a.type", "slack", "a.channel", "C1", "a.template-file", template);
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Channels.of(settings, Map.of("PUBWATCH_A_TOKEN", "xoxb-1")));
    assertTrue(
        String.valueOf(e.getMessage())
            .endsWith("own.txt, line 2: {{sumary}} is not known, did you mean {{summary}}?"),
        e.getMessage());
  }

  @Test
  void otherSettingsAreNotOurs() {
    assertFalse(Channels.isSetting("notifiers.routes"));
    assertTrue(
        faults(settings("notifiers.allowed-host", "x"))
            .contains("did you mean notifiers.allowed-hosts?"));
  }
}
