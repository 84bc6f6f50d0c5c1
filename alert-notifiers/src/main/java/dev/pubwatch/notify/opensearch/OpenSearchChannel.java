package dev.pubwatch.notify.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.notify.DeliveryException;
import dev.pubwatch.notify.IncidentChannel;
import dev.pubwatch.notify.Notice;
import dev.pubwatch.notify.channels.ChannelSettings;
import dev.pubwatch.notify.safe.Answer;
import dev.pubwatch.notify.safe.Caller;
import dev.pubwatch.notify.safe.Refusals;
import dev.pubwatch.notify.safe.Secret;
import dev.pubwatch.notify.siem.Body;
import dev.pubwatch.notify.siem.Document;
import dev.pubwatch.notify.siem.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Writes documents through the bulk API of OpenSearch or Elasticsearch. The incident's id is the
 * document's, its revision the version, so a repeat changes nothing and an old revision that comes
 * late is passed over; with {@code documents = every} each revision is a document that is created
 * once, as data streams need it.
 */
public final class OpenSearchChannel implements IncidentChannel {
  private static final int MAX_BYTES = 100_000;
  private static final int CONFLICT = 409;

  /** Kinds of failure that say the document itself will never do. */
  private static final Set<String> PERMANENT =
      Set.of(
          "mapper_parsing_exception",
          "document_parsing_exception",
          "illegal_argument_exception",
          "strict_dynamic_mapping_exception",
          "max_bytes_length_exceeded_exception",
          "invalid_index_name_exception");

  /** Which documents are kept of an incident. */
  enum Documents {
    LATEST,
    EVERY
  }

  private final String name;
  private final Caller caller;
  private final Map<String, String> headers;
  private final @Nullable Secret secret;
  private final Body body;
  private final String index;
  private final Documents documents;

  private OpenSearchChannel(
      String name,
      Caller caller,
      Map<String, String> headers,
      @Nullable Secret secret,
      Body body,
      String index,
      Documents documents) {
    this.name = name;
    this.caller = caller;
    this.headers = headers;
    this.secret = secret;
    this.body = body;
    this.index = index;
    this.documents = documents;
  }

  /** {@code url}, {@code index}; {@code api-key-file}, or {@code username} and its password. */
  public static OpenSearchChannel of(ChannelSettings settings) {
    URI url = settings.address("url", null);
    String index = settings.text("index", "pubwatch-incidents");
    Body body = settings.choice("body", Body.class);
    Documents documents = settings.choice("documents", Documents.class);
    Secret apiKey = settings.secret("api-key");
    String username = settings.text("username");
    Secret password = settings.secret("password");
    SSLContext trust = settings.trust();
    if ((username == null) != (password == null) || (apiKey != null && password != null)) {
      settings.fault("username", "and .password-file go together, and without .api-key-file");
    }
    settings.done();
    Secret secret = apiKey == null ? password : apiKey;
    return new OpenSearchChannel(
        settings.name(),
        settings.caller("url", url, trust),
        headers(apiKey, username, password),
        secret,
        body,
        index,
        documents);
  }

  private static Map<String, String> headers(
      @Nullable Secret apiKey, @Nullable String username, @Nullable Secret password) {
    Map<String, String> headers = new HashMap<>();
    headers.put("content-type", "application/x-ndjson");
    if (apiKey != null) {
      headers.put("authorization", "ApiKey " + apiKey.value());
    } else if (username != null && password != null) {
      byte[] both = (username + ":" + password.value()).getBytes(StandardCharsets.UTF_8);
      headers.put("authorization", "Basic " + Base64.getEncoder().encodeToString(both));
    }
    return headers;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public @Nullable String deliver(Notice notice, @Nullable String reference)
      throws DeliveryException, InterruptedException {
    StringBuilder lines = new StringBuilder();
    for (Document document : body.documents(notice, MAX_BYTES)) {
      lines.append(Json.text(action(notice, document))).append('\n');
      lines.append(Json.text(document.json())).append('\n');
    }
    byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
    judge(caller.call("POST", "/_bulk", headers, bytes));
    return null;
  }

  private ObjectNode action(Notice notice, Document document) {
    ObjectNode about = Json.object().put("_index", index);
    boolean every = documents == Documents.EVERY;
    about.put("_id", every ? document.id() + "." + notice.revision() : document.id());
    if (!every) {
      about.put("version", notice.revision()).put("version_type", "external_gte");
    }
    ObjectNode action = Json.object();
    action.set(every ? "create" : "index", about);
    return action;
  }

  /** One item that may be taken later makes the whole worth another try: the rest are repeats. */
  private void judge(Answer answer) throws DeliveryException {
    JsonNode said = Json.answer(answer.body());
    if (!answer.isSuccess()) {
      throw Refusals.of(caller.host(), answer, masked(said.at("/error/type").asText("")));
    }
    if (!said.has("items")) {
      throw Refusals.passing(caller.host(), answer, "no bulk answer");
    }
    String refused = null;
    for (JsonNode item : said.path("items")) {
      JsonNode result = item.path(documents == Documents.EVERY ? "create" : "index");
      int status = result.path("status").asInt();
      if (status / 100 == 2 || status == CONFLICT) {
        continue;
      }
      String type = result.at("/error/type").asText("status " + status);
      if (!PERMANENT.contains(type)) {
        throw Refusals.passing(caller.host(), answer, masked(type));
      }
      refused = type;
    }
    if (refused != null) {
      throw Refusals.permanent(caller.host(), answer, masked(refused));
    }
  }

  private String masked(String text) {
    return secret == null ? text : secret.masked(text);
  }

  @Override
  public void close() {
    caller.close();
  }
}
