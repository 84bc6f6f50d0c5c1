package dev.pubwatch.core.surprise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class AdoptionTest {

  @Test
  void whatManyTookUpIsNotOdd() {
    double[] state = new double[Adoption.stateLength()];
    for (int i = 0; i < 90; i++) {
      Adoption.learn(state, 0, "github.com");
    }
    for (int i = 0; i < 10; i++) {
      Adoption.learn(state, 0, "host-" + i + ".example");
    }
    double popular = Adoption.midP(state, 0, "github.com");
    double once = Adoption.midP(state, 0, "host-3.example");
    double never = Adoption.midP(state, 0, "drop.example");
    assertTrue(popular > 0.4, "popular " + popular);
    assertTrue(never < once && once < popular, never + ", " + once + ", " + popular);
    assertTrue(never < 0.05, "never seen " + never);
  }

  @Test
  void withoutAPastAnythingIsAsNewAsAnythingElse() {
    assertEquals(0.5, Adoption.midP(new double[Adoption.stateLength()], 0, "any.example"));
  }
}
