package dev.pubwatch.formats.scanning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.pubwatch.events.Exposure;
import dev.pubwatch.formats.CanonicalJson;
import dev.pubwatch.formats.CredentialHasher;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.Parsed;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretScanningTest {
  private static final CredentialHasher HASHER = new CredentialHasher(new byte[16]);
  private static final FormatContext LIVE =
      new FormatContext(HASHER, null, Instant.ofEpochMilli(1_772_366_400_000L));

  /** Put together, so that no scanner takes this file for a leak. */
  private static final String GITHUB = "ghp" + "_" + "Ab3dEf6hIj9lMn2pQr5tUv8xYz1bCd4fGh7j";

  @Test
  void aTokenIsKnownByTheIdThatOurOwnEventsGiveIt() {
    Exposure exposure = read("some-token", LIVE).get(0);
    assertEquals(HASHER.hash("some-token"), exposure.getCredentialId());
    assertFalse(CanonicalJson.write(exposure).contains("some-token"));
  }

  @Test
  void aTokenOfGithubIsKnownByTheHashInItsAuditLogToo() throws NoSuchAlgorithmException {
    List<Exposure> exposures = read(GITHUB, LIVE);
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(GITHUB.getBytes(StandardCharsets.UTF_8));
    assertEquals(2, exposures.size());
    assertEquals(Base64.getEncoder().encodeToString(hash), exposures.get(1).getCredentialId());
  }

  @Test
  void theSameReportHasTheSameIdWheneverItComes() {
    FormatContext later = new FormatContext(HASHER, null, Instant.ofEpochMilli(1_772_400_000_000L));
    assertEquals(
        read("some-token", LIVE).get(0).getExposureId(),
        read("some-token", later).get(0).getExposureId());
  }

  @Test
  void aReportWithoutATokenIsRejected() {
    byte[] report = "{\"type\":\"t\",\"url\":\"\"}".getBytes(StandardCharsets.UTF_8);
    assertInstanceOf(Parsed.Reject.class, new SecretScanning().parse(report, LIVE));
  }

  private static List<Exposure> read(String token, FormatContext context) {
    String report = "{\"token\":\"%s\",\"type\":\"t\",\"url\":\"https://code.example/x\"}";
    byte[] raw = report.formatted(token).getBytes(StandardCharsets.UTF_8);
    Parsed parsed = new SecretScanning().parse(raw, context);
    return ((Parsed.Events) parsed).events().stream().map(e -> (Exposure) e).toList();
  }
}
