package dev.pubwatch.notify.teams;

import dev.pubwatch.notify.DeliveryException;
import dev.pubwatch.notify.IncidentChannel;
import dev.pubwatch.notify.Notice;
import dev.pubwatch.notify.channels.ChannelSettings;
import dev.pubwatch.notify.message.NoticeText;
import dev.pubwatch.notify.message.Template;
import dev.pubwatch.notify.safe.Answer;
import dev.pubwatch.notify.safe.Caller;
import dev.pubwatch.notify.safe.Refusals;
import dev.pubwatch.notify.siem.Json;
import java.net.URI;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Posts an Adaptive Card to a Workflows address ("Post to a channel when a webhook request is
 * received"). Workflows can edit nothing: each notice is a card of its own.
 */
public final class TeamsChannel implements IncidentChannel {
  private static final Map<String, String> JSON = Map.of("content-type", "application/json");

  private final String name;
  private final Caller caller;
  private final Template template;
  private final @Nullable URI console;

  private TeamsChannel(String name, Caller caller, Template template, @Nullable URI console) {
    this.name = name;
    this.caller = caller;
    this.template = template;
    this.console = console;
  }

  /** {@code url-file}: the Workflows address holds its own signature, so it is a secret. */
  public static TeamsChannel of(ChannelSettings settings) {
    Template template = settings.template("template-file", TeamsChannel.class, "teams.txt");
    URI url = settings.secretAddress("url");
    SSLContext trust = settings.trust();
    if (url == null) {
      settings.fault("url-file", "must be set: a file with the Workflows address");
    }
    settings.done();
    Caller caller = settings.caller("url", url == null ? URI.create("") : url, trust);
    return new TeamsChannel(settings.name(), caller, template, settings.console());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public @Nullable String deliver(Notice notice, @Nullable String reference)
      throws DeliveryException, InterruptedException {
    byte[] body = Json.bytes(AdaptiveCard.of(new NoticeText(notice, console), template));
    Answer answer = caller.call("POST", "", JSON, body);
    if (!answer.isSuccess()) {
      throw Refusals.of(
          caller.host(), answer, Json.answer(answer.body()).at("/error/code").asText());
    }
    return null;
  }

  @Override
  public void close() {
    caller.close();
  }
}
