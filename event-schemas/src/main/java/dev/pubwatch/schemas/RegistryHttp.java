package dev.pubwatch.schemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Requests to the registry's REST API. No connection, 429 and 5xx are tried again, at the next URL
 * and after a wait that doubles, a bounded number of times; what the registry refuses is not.
 */
final class RegistryHttp {
  static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final int MAX_ANSWER_BYTES = 8 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final RegistryConfig config;

  RegistryHttp(RegistryConfig config) {
    this.config = config;
  }

  JsonNode get(String path) {
    return send("GET", path, null);
  }

  /**
   * @throws RegistryException when the registry refuses
   * @throws TimeoutException when no registry could be reached, or each failed, to the last repeat
   */
  JsonNode send(String method, String path, @Nullable JsonNode body) {
    String failure = "";
    for (int attempt = 0; attempt <= config.maxRetries(); attempt++) {
      if (attempt > 0) {
        pause(attempt);
      }
      URI base = config.urls().get(attempt % config.urls().size());
      try {
        Answer answer = exchange(method, URI.create(base + path), body);
        if (!answer.isTransient()) {
          return answer.result(method, base + path);
        }
        failure = "HTTP status " + answer.status;
      } catch (IOException e) {
        failure = e.getMessage() == null ? e.getClass().getSimpleName() : e.toString();
      }
    }
    throw new TimeoutException(
        "schema registry %s did not answer %s %s after %d attempts: %s"
            .formatted(config, method, path, config.maxRetries() + 1, failure));
  }

  private Answer exchange(String method, URI url, @Nullable JsonNode body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .timeout(Duration.ofMillis(config.readTimeoutMs()))
            .header("Accept", CONTENT_TYPE + ", application/json")
            .header("Content-Type", CONTENT_TYPE)
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
    if (config.authorization() != null) {
      request.header("Authorization", config.authorization());
    }
    try {
      HttpResponse<InputStream> response =
          CLIENT.send(request.build(), BodyHandlers.ofInputStream());
      try (InputStream in = response.body()) {
        return new Answer(response.statusCode(), in.readNBytes(MAX_ANSWER_BYTES + 1));
      }
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private void pause(int attempt) {
    long wait = config.retryWaitMs() << Math.min(attempt - 1, 16);
    try {
      Thread.sleep(Math.min(wait, config.retryMaxWaitMs()));
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private static final class Answer {
    private final int status;
    private final byte[] body;

    Answer(int status, byte[] body) {
      this.status = status;
      this.body = body;
    }

    boolean isTransient() {
      return status == 429 || status >= 500;
    }

    JsonNode result(String method, String url) {
      if (body.length > MAX_ANSWER_BYTES) {
        throw new RegistryException(
            status,
            status,
            "%s %s: answer of more than %d bytes".formatted(method, url, MAX_ANSWER_BYTES));
      }
      JsonNode json = parse();
      if (status >= 200 && status < 300 && json != null) {
        return json;
      }
      int code = json == null ? status : json.path("error_code").asInt(status);
      throw new RegistryException(
          status, code, "%s %s: %d %s".formatted(method, url, code, explanation(json)));
    }

    private @Nullable JsonNode parse() {
      try {
        return JSON.readTree(new String(body, StandardCharsets.UTF_8));
      } catch (JsonProcessingException e) {
        return null;
      }
    }

    private String explanation(@Nullable JsonNode json) {
      if (json == null) {
        return "and no JSON: is this a schema registry?";
      }
      return json.path("message").asText("without a message");
    }
  }
}
