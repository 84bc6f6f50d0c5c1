package dev.pubwatch.gateway.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** When keys are read, and what they sign. */
class KeySourceTest {
  private static final Instant START = Instant.EPOCH;

  private final AtomicInteger reads = new AtomicInteger();

  private static KeyPair pair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static String keySet(KeyPair pair, boolean current) {
    String pem =
        "-----BEGIN PUBLIC KEY-----\\n%s\\n-----END PUBLIC KEY-----\\n"
            .formatted(Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()));
    return "{\"public_keys\":[{\"key_identifier\":\"k\",\"key\":\"%s\",\"is_current\":%s}]}"
        .formatted(pem, current);
  }

  private KeySource source(String keySet) {
    return new KeySource(
        () -> {
          reads.incrementAndGet();
          return keySet.getBytes(StandardCharsets.UTF_8);
        });
  }

  @Test
  void madeUpIdsReadTheKeysOnceAMinute() throws Exception {
    KeySource keys = source(keySet(pair(), true));
    assertNotNull(keys.byId("k", START));
    for (int i = 0; i < 100; i++) {
      assertNull(keys.byId("other-" + i, START.plusSeconds(i)));
    }
    assertEquals(2, reads.get());
    assertNotNull(keys.byId("k", START.plusSeconds(1_000)));
    assertEquals(2, reads.get());
    assertNotNull(keys.byId("k", START.plusSeconds(10_000)));
    assertEquals(3, reads.get());
  }

  @Test
  void aKeyThatIsNotCurrentIsNone() throws Exception {
    KeySource keys = source(keySet(pair(), false));
    assertThrows(IllegalStateException.class, () -> keys.byId("k", START));
  }

  @Test
  void withoutKeysNobodyIsToldThatTheyAreWrong() {
    KeySource keys =
        new KeySource(
            () -> {
              throw new IOException("away");
            });
    Arrival arrival =
        new Arrival(Map.of("K-Identifier", "k", "K-Signature", "AAAA")::get, null, START);
    Refusal refusal = new KeySetSignature("K", keys).withBody(arrival, new byte[0]);
    assertEquals(Refusal.Kind.UNAVAILABLE, refusal == null ? null : refusal.kind());
  }

  /** S and R are as long as they are: one signature in 128 or so is shorter than the others. */
  @Test
  void signaturesOfAnyLengthAreTaken() throws Exception {
    KeyPair pair = pair();
    Verifier verifier = new KeySetSignature("K", source(keySet(pair, true)));
    for (int i = 0; i < 300; i++) {
      byte[] body = ("body " + i).getBytes(StandardCharsets.UTF_8);
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(pair.getPrivate());
      signature.update(body);
      String base64 = Base64.getEncoder().encodeToString(signature.sign());
      Arrival arrival =
          new Arrival(Map.of("K-Identifier", "k", "K-Signature", base64)::get, null, START);
      assertNull(verifier.withBody(arrival, body));
    }
  }
}
