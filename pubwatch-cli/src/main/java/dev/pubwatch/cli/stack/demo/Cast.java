package dev.pubwatch.cli.stack.demo;

import dev.pubwatch.cli.stack.demo.Person.Place;
import dev.pubwatch.cli.stack.demo.Person.Token;
import dev.pubwatch.events.ActorKind;
import dev.pubwatch.events.CredentialKind;
import dev.pubwatch.events.NetworkKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Who and what there is in the scenario. */
final class Cast {
  static final Instant BEGIN = Instant.parse("2024-09-02T00:00:00Z");
  static final Duration LENGTH = Duration.ofDays(730);

  static final Place CI = new Place("198.51.100.0/25", 64500, "Example CI", "US", NetworkKind.ci);
  static final Place VPN =
      new Place("198.51.100.128/26", 64501, "Example VPN", "SE", NetworkKind.vpn);
  static final Place HOSTING =
      new Place("192.0.2.0/25", 64510, "Example Hosting", "NL", NetworkKind.hosting);
  static final Place OTHER_HOSTING =
      new Place("192.0.2.128/25", 64511, "Example Cloud", "SG", NetworkKind.hosting);

  private static final String[] COUNTRIES = {"DE", "FR", "US", "JP", "BR", "GB", "IN", "CA"};

  /** Maintainers who publish by hand, each with projects of their own. */
  static final List<String> HAND =
      List.of("mossy", "tarn", "quill", "ember", "larch", "pebble", "fennel", "osprey");

  /** Owners whose workflow publishes. */
  static final List<String> WORKFLOW =
      List.of("tideline", "gravelworks", "northlamp", "saltbox", "kilnhouse", "fieldnote");

  /** The organisation whose workspace is released as a whole. */
  static final String TRAIN = "orchard";

  static final int TRAIN_PACKAGES = 30;

  private Cast() {}

  /** The maintainer of that account, at home. */
  static Person maintainer(String account) {
    int n = Math.floorMod(account.hashCode(), 120);
    Place home =
        new Place(
            "203.0.113.%d/29".formatted(n / 8 * 8),
            65536 + n % 16,
            "Example Telecom " + n % 16,
            COUNTRIES[n % COUNTRIES.length],
            NetworkKind.isp);
    return new Person(
        account, ActorKind.user, token(account, BEGIN.minus(Duration.ofDays(90 + n))), home, "npm");
  }

  /** A long-lived token. */
  static Token token(String name, Instant createdAt) {
    return new Token(id(name), CredentialKind.api_token, createdAt);
  }

  /** The workflow of a repository, publishing without a token. */
  static Person workflow(String owner, String project) {
    Token trusted =
        new Token(
            "oidc:git.example/" + owner + "/" + project, CredentialKind.trusted_publisher, BEGIN);
    return new Person("ci:" + owner + "/" + project, ActorKind.bot, trusted, CI, "npm");
  }

  static String packageUrl(String name) {
    return "pkg:npm/" + name.replace("@", "%40");
  }

  static String repository(String owner, String name) {
    return "git.example/" + owner + "/" + name;
  }

  private static String id(String name) {
    long mixed = name.hashCode() * 0x9E3779B97F4A7C15L;
    return "hmac:%016x%016x".formatted(mixed, mixed * 0xC2B2AE3D27D4EB4FL);
  }
}
