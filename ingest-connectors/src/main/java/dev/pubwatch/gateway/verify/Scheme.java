package dev.pubwatch.gateway.verify;

import dev.pubwatch.gateway.verify.BodySignature.Encoding;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the systems that push prove who they are, one constant a way. */
public enum Scheme {
  /** {@code X-Hub-Signature-256: sha256=} and hex HMAC-SHA-256. */
  GITHUB("github-webhook", "X-GitHub-Delivery"),
  /** {@code X-Gitlab-Token} is the secret. */
  GITLAB(null, "Idempotency-Key"),
  /** {@code X-Gitlab-Event-Streaming-Token} is the secret. */
  GITLAB_AUDIT_STREAM("gitlab-audit", null),
  /** {@code X-Gitea-Signature}: hex HMAC-SHA-256. */
  GITEA("gitea-webhook", "X-Gitea-Delivery"),
  /** {@code X-Nexus-Webhook-Signature}: hex HMAC-SHA-1. */
  NEXUS("nexus-audit", "X-Nexus-Webhook-Delivery"),
  /** {@code X-JFrog-Event-Auth}: hex HMAC-SHA-256, with {@code use_secret_for_signing}. */
  ARTIFACTORY(null, null),
  /** {@code X-JFrog-Event-Auth} is the secret. */
  ARTIFACTORY_TOKEN(null, null),
  /** {@code Authorization} is the secret, as typed into Harbor's auth header. */
  HARBOR("harbor-webhook", null),
  /** {@code x-npm-signature: sha256=} and hex HMAC-SHA-256. */
  NPM(null, null),
  /** Docker Hub signs nothing and sets no header: the path ends in the secret. */
  DOCKERHUB("dockerhub-webhook", null),
  /** {@code Authorization: Splunk} and the token, with Splunk's paths and answers. */
  HEC("github-audit", null),
  /** GitHub's ECDSA signature under one of its published keys. */
  GITHUB_SECRET_SCANNING("secret-scanning", null),
  /** standardwebhooks.com, GitLab's signing tokens. */
  STANDARD_WEBHOOKS(null, StandardWebhooks.ID),
  /** {@code Authorization: Basic}; the file holds {@code user:password}. */
  BASIC("oci-notifications", null),
  /** {@code Authorization: Bearer} and the secret. */
  BEARER("oci-notifications", null),
  /** A header of choice, {@code Authorization} by default, is the secret. */
  HEADER("oci-notifications", null),
  /** The path ends in the secret. */
  PATH(null, null),
  /** A header of choice with an HMAC-SHA-256 of the body. */
  HMAC_SHA256(null, null),
  /** A header of choice with an HMAC-SHA-1 of the body. */
  HMAC_SHA1(null, null);

  private static final String SHA256 = "HmacSHA256";
  private static final String SHA1 = "HmacSHA1";

  private final @Nullable String format;
  private final @Nullable String deliveryHeader;

  Scheme(@Nullable String format, @Nullable String deliveryHeader) {
    this.format = format;
    this.deliveryHeader = deliveryHeader;
  }

  /** As a configuration spells it: {@code standard-webhooks}. */
  public String spelled() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Every name, in order. */
  public static List<String> names() {
    return Arrays.stream(values()).map(Scheme::spelled).toList();
  }

  /** The scheme of that name, null when there is none. */
  public static @Nullable Scheme byName(String name) {
    return Arrays.stream(values())
        .filter(scheme -> scheme.spelled().equals(name))
        .findFirst()
        .orElse(null);
  }

  /** Format that its senders write, null where the endpoint must say. */
  public @Nullable String defaultFormat() {
    return format;
  }

  /** Header with an id that is the same when the same delivery is sent again, null for none. */
  public @Nullable String deliveryHeader() {
    return deliveryHeader;
  }

  /** Whether the last part of the path is the secret. */
  public boolean secretInPath() {
    return this == DOCKERHUB || this == PATH;
  }

  /** Whether it takes a key set in place of a secret. */
  public boolean takesKeys() {
    return this == GITHUB_SECRET_SCANNING;
  }

  /** Whether the endpoint may or must name the header. */
  public boolean takesHeader() {
    return this == HEADER
        || this == HMAC_SHA256
        || this == HMAC_SHA1
        || this == GITHUB_SECRET_SCANNING;
  }

  /**
   * The check of an endpoint.
   *
   * @throws IllegalArgumentException when the settings do not do for it
   */
  public Verifier verifier(VerifierSettings settings) {
    if (takesKeys()) {
      return new KeySetSignature(settings.header("Github-Public-Key"), settings.keySource());
    }
    Secret secret = settings.requiredSecret();
    return switch (this) {
      case GITHUB -> hex("X-Hub-Signature-256", "sha256=", SHA256, secret);
      case GITEA -> hex("X-Gitea-Signature", "", SHA256, secret);
      case NEXUS -> hex("X-Nexus-Webhook-Signature", "", SHA1, secret);
      case ARTIFACTORY -> hex("X-JFrog-Event-Auth", "", SHA256, secret);
      case NPM -> hex("x-npm-signature", "sha256=", SHA256, secret);
      case HMAC_SHA256 -> chosen(SHA256, settings, secret);
      case HMAC_SHA1 -> chosen(SHA1, settings, secret);
      case GITLAB -> new StaticToken("X-Gitlab-Token", "", secret);
      case GITLAB_AUDIT_STREAM -> new StaticToken("X-Gitlab-Event-Streaming-Token", "", secret);
      case ARTIFACTORY_TOKEN -> new StaticToken("X-JFrog-Event-Auth", "", secret);
      case HARBOR -> new StaticToken("Authorization", "", secret);
      case HEADER -> new StaticToken(settings.header("Authorization"), settings.prefix(), secret);
      case HEC -> new StaticToken("Authorization", "Splunk ", secret);
      case BEARER -> new StaticToken("Authorization", "Bearer ", secret);
      case BASIC -> StaticToken.basic(secret);
      case STANDARD_WEBHOOKS -> new StandardWebhooks(secret);
      case DOCKERHUB, PATH -> new PathToken(secret);
      case GITHUB_SECRET_SCANNING -> throw new IllegalStateException(spelled());
    };
  }

  private static Verifier hex(String header, String prefix, String algorithm, Secret secret) {
    return new BodySignature(header, prefix, algorithm, Encoding.HEX, secret);
  }

  private static Verifier chosen(String algorithm, VerifierSettings settings, Secret secret) {
    return new BodySignature(
        settings.header(""), settings.prefix(), algorithm, settings.encoding(), secret);
  }
}
