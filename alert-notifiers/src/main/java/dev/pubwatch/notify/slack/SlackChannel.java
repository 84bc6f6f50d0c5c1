package dev.pubwatch.notify.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.notify.DeliveryException;
import dev.pubwatch.notify.IncidentChannel;
import dev.pubwatch.notify.Notice;
import dev.pubwatch.notify.channels.ChannelSettings;
import dev.pubwatch.notify.message.NoticeText;
import dev.pubwatch.notify.message.Template;
import dev.pubwatch.notify.safe.Answer;
import dev.pubwatch.notify.safe.Caller;
import dev.pubwatch.notify.safe.Refusals;
import dev.pubwatch.notify.safe.Secret;
import dev.pubwatch.notify.siem.Json;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Posts to Slack. With a bot token one message an incident, edited as it grows, with a reply in its
 * thread when it escalates; with an incoming webhook, which can edit nothing, a message a notice.
 */
public final class SlackChannel implements IncidentChannel {
  private static final String API = "https://slack.com/api";
  private static final String SEPARATOR = ":";

  /**
   * Words of chat.postMessage that say that this very message will never do. What an administrator
   * may set right (a channel that is missing, a token that was revoked) is worth another try.
   */
  private static final Set<String> PERMANENT =
      Set.of(
          "invalid_blocks",
          "invalid_blocks_format",
          "msg_blocks_too_long",
          "msg_too_long",
          "no_text",
          "too_many_attachments",
          "invalid_arguments",
          "invalid_arg_name",
          "invalid_array_arg",
          "invalid_charset",
          "invalid_form_data",
          "invalid_json",
          "json_not_object",
          "metadata_too_large",
          "markdown_text_conflict");

  /** Words of chat.update that say that the message is none of ours to edit any more. */
  private static final Set<String> GONE =
      Set.of(
          "message_not_found",
          "cant_update_message",
          "edit_window_closed",
          "external_channel_migrating",
          "thread_not_found",
          "cannot_reply_to_message");

  private final String name;
  private final Caller caller;
  private final @Nullable Secret token;
  private final String channel;
  private final Template template;
  private final @Nullable URI console;

  private SlackChannel(
      String name,
      Caller caller,
      @Nullable Secret token,
      String channel,
      Template template,
      @Nullable URI console) {
    this.name = name;
    this.caller = caller;
    this.token = token;
    this.channel = channel;
    this.template = template;
    this.console = console;
  }

  /** {@code token-file} and {@code channel}, or {@code url-file} of an incoming webhook. */
  public static SlackChannel of(ChannelSettings settings) {
    Template template = settings.template("template-file", SlackChannel.class, "slack.txt");
    URI webhook = settings.secretAddress("url");
    Secret token = settings.secret("token");
    String channel = settings.text("channel", "");
    URI api = settings.address("api-url", API);
    SSLContext trust = settings.trust();
    if ((webhook == null) == (token == null)) {
      settings.fault("token-file", "or .url-file must be set, and not both");
    } else if (token != null && channel.isEmpty()) {
      settings.fault("channel", "must be set: the id of the channel to post to");
    }
    settings.done();
    Caller caller =
        webhook == null
            ? settings.caller("api-url", api, trust)
            : settings.caller("url", webhook, trust);
    return new SlackChannel(settings.name(), caller, token, channel, template, settings.console());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public @Nullable String deliver(Notice notice, @Nullable String reference)
      throws DeliveryException, InterruptedException {
    NoticeText text = new NoticeText(notice, console);
    ObjectNode message = SlackMessage.of(text, template);
    if (token == null) {
      webhook(message);
      return null;
    }
    return notice.phase() == Notice.Phase.DIGEST || reference == null
        ? post(message, null)
        : update(message, notice, text, reference);
  }

  private void webhook(ObjectNode message) throws DeliveryException, InterruptedException {
    Answer answer = caller.call("POST", "", SlackMessage.JSON, Json.bytes(message));
    if (!answer.isSuccess()) {
      throw Refusals.of(caller.host(), answer, "");
    }
  }

  private String update(ObjectNode message, Notice notice, NoticeText text, String reference)
      throws DeliveryException, InterruptedException {
    int separator = reference.indexOf(SEPARATOR);
    String place = reference.substring(0, Math.max(0, separator));
    String ts = reference.substring(separator + 1);
    ObjectNode edit = message.deepCopy();
    edit.put("channel", place).put("ts", ts);
    Answer answer = api("/chat.update", edit);
    String error = error(answer);
    if (GONE.contains(error)) {
      return post(message, null);
    }
    refuse(answer, error);
    if (notice.phase() == Notice.Phase.ESCALATED) {
      post(SlackMessage.reply(text), ts);
    }
    return reference;
  }

  private String post(ObjectNode message, @Nullable String thread)
      throws DeliveryException, InterruptedException {
    ObjectNode post = message.deepCopy();
    post.put("channel", channel).put("unfurl_links", false).put("unfurl_media", false);
    if (thread != null) {
      post.put("thread_ts", thread).put("reply_broadcast", true);
    }
    Answer answer = api("/chat.postMessage", post);
    refuse(answer, error(answer));
    JsonNode said = Json.answer(answer.body());
    return said.path("channel").asText(channel) + SEPARATOR + said.path("ts").asText();
  }

  private Answer api(String method, ObjectNode body)
      throws DeliveryException, InterruptedException {
    Secret bearer = token;
    Map<String, String> headers =
        bearer == null ? SlackMessage.JSON : SlackMessage.headers(bearer.value());
    return caller.call("POST", method, headers, Json.bytes(body));
  }

  /** Slack's word for what is wrong, empty where nothing is; it answers 200 either way. */
  private String error(Answer answer) {
    JsonNode said = Json.answer(answer.body());
    if (answer.isSuccess() && said.path("ok").asBoolean(false)) {
      return "";
    }
    String word = said.path("error").asText("no word of what is wrong");
    return token == null ? word : token.masked(word);
  }

  private void refuse(Answer answer, String error) throws DeliveryException {
    if (error.isEmpty()) {
      return;
    }
    if (PERMANENT.contains(error)) {
      throw Refusals.permanent(caller.host(), answer, error);
    }
    throw answer.isSuccess()
        ? Refusals.passing(caller.host(), answer, error)
        : Refusals.of(caller.host(), answer, error);
  }

  @Override
  public void close() {
    caller.close();
  }
}
