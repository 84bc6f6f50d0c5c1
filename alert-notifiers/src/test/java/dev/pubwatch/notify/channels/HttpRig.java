package dev.pubwatch.notify.channels;

import dev.pubwatch.notify.channels.FakeApi.Reply;
import dev.pubwatch.notify.channels.FakeApi.Request;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a channel that speaks HTTP is tried out: its settings, and a receiver that takes all. */
@SuppressWarnings("ImmutableEnumChecker") // maps of Map.of, functions without state
enum HttpRig {
  SLACK(
      "slack",
      "api-url",
      "token",
      Map.of("channel", "C1"),
      r ->
          Reply.of(
              200, "{\"ok\":true,\"channel\":\"C1\",\"ts\":\"17.000" + r.body().length() + "\"}"),
      13_200),
  SLACK_WEBHOOK("slack", "url", "", Map.of(), r -> Reply.of(200, "ok"), 13_200),
  TEAMS("teams", "url", "", Map.of(), r -> Reply.of(202, ""), 28 * 1024),
  PAGERDUTY(
      "pagerduty",
      "url",
      "routing-key",
      Map.of(),
      r -> Reply.of(202, "{\"status\":\"success\"}"),
      100_000),
  JIRA(
      "jira",
      "url",
      "api-key",
      Map.of("tags", "a,b"),
      r -> Reply.of(202, "{\"requestId\":\"1\"}"),
      120_000),
  GITHUB("issues", "api-url", "token", Map.of("owners", "acme"), HttpRig::github, 400_000),
  GITLAB(
      "issues",
      "api-url",
      "token",
      Map.of("flavour", "gitlab", "host", "github.com", "owners", "*"),
      HttpRig::gitlab,
      400_000),
  SPLUNK("splunk", "url", "token", Map.of(), r -> Reply.of(200, "{\"code\":0}"), 2_100_000),
  OPENSEARCH("opensearch", "url", "api-key", Map.of("body", "ecs"), HttpRig::bulk, 2_100_000);

  static final String SECRET = "s3cr3t-0123456789-abcdef";
  private static final Pattern ACTION = Pattern.compile("(?m)^\\{\"(?:index|create)\":");

  final String type;

  /** Setting that holds the receiver's address; it is a secret itself where there is no other. */
  final String address;

  final String secret;
  final Map<String, String> own;
  final Function<Request, Reply> well;

  /** Most bytes of one request. */
  final int largest;

  HttpRig(
      String type,
      String address,
      String secret,
      Map<String, String> own,
      Function<Request, Reply> well,
      int largest) {
    this.type = type;
    this.address = address;
    this.secret = secret;
    this.own = own;
    this.well = well;
    this.largest = largest;
  }

  Map<String, String> settings(String url, Map<String, String> more) {
    Map<String, String> settings = new TreeMap<>();
    String prefix = Channels.PREFIX + "tried.";
    settings.put("notifiers.allowed-networks", "127.0.0.0/8");
    settings.put("notifiers.console-url", "https://pubwatch.example/");
    settings.put(prefix + "type", type);
    if (!secret.isEmpty()) {
      settings.put(prefix + address, url);
    }
    own.forEach((key, value) -> settings.put(prefix + key, value));
    more.forEach((key, value) -> settings.put(prefix + key, value));
    return settings;
  }

  Map<String, String> environment(String url) {
    return secret.isEmpty()
        ? Map.of("PUBWATCH_TRIED_URL", url + "/" + SECRET)
        : Map.of("PUBWATCH_TRIED_" + secret.toUpperCase(Locale.ROOT).replace('-', '_'), SECRET);
  }

  private static Reply github(Request r) {
    return r.method().equals("GET")
        ? Reply.of(200, r.path().contains("?") ? "[]" : "{\"number\":7,\"body\":\"\"}")
        : Reply.of(201, "{\"number\":7,\"body\":\"\"}");
  }

  private static Reply gitlab(Request r) {
    return r.method().equals("GET")
        ? Reply.of(200, r.path().contains("?") ? "[]" : "{\"iid\":7,\"description\":\"\"}")
        : Reply.of(201, "{\"iid\":7,\"description\":\"\"}");
  }

  private static Reply bulk(Request r) {
    Matcher actions = ACTION.matcher(r.body());
    StringBuilder items = new StringBuilder();
    while (actions.find()) {
      items.append(items.length() == 0 ? "" : ",").append("{\"index\":{\"status\":201}}");
    }
    return Reply.of(200, "{\"errors\":false,\"items\":[" + items + "]}");
  }
}
