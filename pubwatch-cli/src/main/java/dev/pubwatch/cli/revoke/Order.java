package dev.pubwatch.cli.revoke;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.events.Alert;
import dev.pubwatch.formats.Redactor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * One credential that a registry is asked to revoke for one alert.
 *
 * @param key the same for the same credential and alert, so that a repeat is told as one
 * @param body JSON; of the credential it holds the hash alone
 */
record Order(String key, String credentialId, String alertId, String body) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_PROJECTS = 50;

  static List<Order> of(List<Revocation> revocations) {
    List<Order> orders = new ArrayList<>();
    for (Revocation revocation : revocations) {
      revocation
          .reasons()
          .forEach((finding, reason) -> orders.add(of(revocation.credentialId(), finding, reason)));
    }
    return orders;
  }

  private static Order of(String credentialId, Finding finding, String reason) {
    Alert alert = finding.latest();
    String key = key(credentialId, alert.getAlertId());
    ObjectNode body = JSON.createObjectNode();
    body.put("type", "credential.revoke")
        .put("idempotency_key", key)
        .put("credential_id", credentialId)
        .put("alert_id", alert.getAlertId())
        .put("kind", alert.getKind().name())
        .put("severity", alert.getSeverity().name())
        .put("verdict", finding.verdict() == null ? null : finding.verdict().name())
        .put("reason", Redactor.redact(reason))
        .put("first_event_at", alert.getFirstEventAt().toString())
        .put("last_event_at", alert.getLastEventAt().toString());
    finding.projects().stream().limit(MOST_PROJECTS).forEach(body.withArray("projects")::add);
    return new Order(key, credentialId, alert.getAlertId(), body.toString());
  }

  private static String key(String credentialId, String alertId) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] hash = digest.digest((alertId + "\n" + credentialId).getBytes(StandardCharsets.UTF_8));
      return "revoke-" + HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java lacks SHA-256", e);
    }
  }
}
