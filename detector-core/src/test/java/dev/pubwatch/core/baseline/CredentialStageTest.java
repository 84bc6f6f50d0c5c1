package dev.pubwatch.core.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pubwatch.core.Event;
import dev.pubwatch.core.EventKind;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.RepositoryMap;
import org.junit.jupiter.api.Test;

class CredentialStageTest {
  private static final long DAY = 86_400_000L;
  private static final long USED = 100 * DAY;

  private final CredentialStage stage = new CredentialStage(RepositoryMap.NONE);
  private final CredentialStage.Baseline state = stage.fresh();

  private void see(String action, String kind, long timeMillis) {
    Event event =
        Event.builder("e" + timeMillis, EventKind.TOKEN, "pypi", timeMillis, action)
            .credentialId("hmac:1")
            .credentialKind(kind)
            .build();
    stage.observe(state, new Observation(event));
  }

  @Test
  void aCredentialOfOneRunIsKeptForAWeekAfterItsLastUse() {
    see("token:use", "oidc", USED);
    see("token:use", "oidc", USED + 60_000);
    assertEquals(USED + 60_000 + 7 * DAY, stage.endMillis(state));
  }

  @Test
  void oneThatLivesOnIsKept() {
    see("token:use", "oidc", USED);
    see("token:use", "api_token", USED + DAY);
    assertEquals(Long.MAX_VALUE, stage.endMillis(state));
  }

  @Test
  void oneThatLeakedIsKept() {
    see("token:exposed", "oidc", USED);
    assertEquals(Long.MAX_VALUE, stage.endMillis(state));
    see("token:use", "oidc", USED + DAY);
    assertEquals(Long.MAX_VALUE, stage.endMillis(state));
  }
}
