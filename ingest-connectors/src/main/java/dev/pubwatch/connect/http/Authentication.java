package dev.pubwatch.connect.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.connect.http.HttpFault.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Proves to a server who asks. Its secret never leaves but in a header or body to that server. */
final class Authentication {

  /** How a secret is sent. */
  enum Scheme {
    /** {@code Authorization: Bearer}. */
    BEARER,
    /** GitLab's {@code PRIVATE-TOKEN}. */
    PRIVATE_TOKEN,
    /** Okta's {@code Authorization: SSWS}. */
    SSWS,
    /** {@code Authorization: Basic} with {@code auth.user}. */
    BASIC,
    /**
     * Docker Hub's: with {@code auth.user}, a password or access token is exchanged for one that
     * lives ten minutes; without, the token is sent as it is.
     */
    DOCKER_HUB
  }

  /** Half of what Docker Hub's tokens live. */
  private static final Duration LOGIN_LIFE = Duration.ofMinutes(5);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Scheme scheme;
  private final @Nullable String user;
  private final @Nullable String secret;
  private @Nullable String exchanged;
  private Instant exchangedAt = Instant.MIN;

  Authentication(Scheme scheme, @Nullable String user, @Nullable String secret) {
    this.scheme = scheme;
    this.user = user;
    this.secret = secret;
  }

  /** Headers to send; asks the server for a short-lived token where there is none any more. */
  Map<String, String> headers(Fetcher fetcher, Instant now) throws HttpFault {
    String known = secret;
    if (known == null) {
      return Map.of();
    }
    return switch (scheme) {
      case BEARER -> authorization("Bearer " + known);
      case PRIVATE_TOKEN -> Map.of("PRIVATE-TOKEN", known);
      case SSWS -> authorization("SSWS " + known);
      case BASIC -> authorization("Basic " + basic(known));
      case DOCKER_HUB -> authorization("Bearer " + dockerHubToken(known, fetcher, now));
    };
  }

  private static Map<String, String> authorization(String value) {
    return Map.of("Authorization", value);
  }

  private String basic(String known) {
    byte[] pair = (user + ":" + known).getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(pair);
  }

  private String dockerHubToken(String known, Fetcher fetcher, Instant now) throws HttpFault {
    if (user == null) {
      return known;
    }
    String token = exchanged;
    if (token == null || !now.isBefore(exchangedAt.plus(LOGIN_LIFE))) {
      token = login(user, known, fetcher);
      exchanged = token;
      exchangedAt = now;
    }
    return token;
  }

  private static String login(String user, String known, Fetcher fetcher) throws HttpFault {
    ObjectNode body = JSON.createObjectNode().put("identifier", user).put("secret", known);
    Reply reply =
        fetcher.post(Queries.of(fetcher.base(), "/v2/auth/token", Map.of()), body.toString());
    try {
      String token = JSON.readTree(reply.body()).path("access_token").asText("");
      if (!token.isEmpty()) {
        return token;
      }
    } catch (IOException e) {
      // falls through to the same sentence
    }
    throw new HttpFault(Kind.TRANSIENT, 0, "the answer to the login has no access_token", null);
  }
}
