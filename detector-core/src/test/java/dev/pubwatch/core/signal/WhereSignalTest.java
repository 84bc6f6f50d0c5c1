package dev.pubwatch.core.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.core.Background;
import dev.pubwatch.core.DetectorConfig;
import dev.pubwatch.core.DetectorRun;
import dev.pubwatch.core.Event;
import dev.pubwatch.core.EventBuilder;
import dev.pubwatch.core.EventKind;
import dev.pubwatch.core.Observation;
import org.junit.jupiter.api.Test;

/** The ladder from a known address to a new country. */
class WhereSignalTest {
  private final WhereSignal signal = new WhereOfCredential();
  private final double[] state = new double[signal.stateLength()];

  private static EventBuilder use(long day) {
    return Event.builder(
            "e" + day, EventKind.TOKEN, "npm", Background.START + day * Background.DAY, "token:use")
        .credentialId("t1")
        .credentialKind("api_token");
  }

  private static EventBuilder home(long day) {
    return use(day).ip("198.51.100.7").asn(64_500).country("NL");
  }

  private Observation after40Days(EventBuilder event) {
    DetectorRun run = new DetectorRun(DetectorConfig.DEFAULTS);
    for (int day = 0; day < 40; day++) {
      signal.learn(run.observe(home(day).build()), state);
    }
    return run.observe(event.build());
  }

  private double pAfter40Days(EventBuilder event) {
    return signal.pValue(after40Days(event), state);
  }

  @Test
  void eachStepOutwardsIsOdder() {
    double known = pAfter40Days(home(40));
    double address = pAfter40Days(home(40).ip("198.51.100.8"));
    double prefix = pAfter40Days(home(40).ip("203.0.113.9"));
    double network = pAfter40Days(home(40).ip("203.0.113.9").asn(65_000));
    double country = pAfter40Days(home(40).ip("203.0.113.9").asn(65_000).country("XX"));
    assertTrue(known > address, known + " " + address);
    assertTrue(address > prefix, address + " " + prefix);
    assertTrue(prefix > network, prefix + " " + network);
    assertTrue(network > country, network + " " + country);
  }

  @Test
  void aVpnIsMilderThanACountry() {
    EventBuilder away = home(40).ip("203.0.113.9").asn(65_000).country("XX");
    double country = pAfter40Days(away);
    double vpn = pAfter40Days(away.networkKind("vpn"));
    assertTrue(vpn > country, vpn + " " + country);
    assertTrue(vpn < 0.5, "still told");
  }

  @Test
  void withoutAnyPlaceItSaysNothing() {
    assertTrue(Double.isNaN(pAfter40Days(use(40))));
  }

  @Test
  void tellsWhatWasSeenAndWhatIsUsual() {
    Observation o = after40Days(home(40).ip("203.0.113.9").asn(65_000).country("XX"));
    assertEquals(
        "from 203.0.113.9 (AS65000, XX), a country new to the credential", signal.observed(o));
    assertEquals("country NL (100 % of its past)", signal.expected(o));
    Observation ci = after40Days(home(40).networkKind("ci").ciProvider("github-actions"));
    assertEquals(
        "from CI of github-actions, a kind of network new to the credential", signal.observed(ci));
    assertEquals("country NL (100 % of its past)", signal.expected(ci));
  }

  @Test
  void aPersonMayTravelAndAMachineMayNot() {
    EventBuilder away = home(40).ip("203.0.113.9").asn(65_000).country("XX");
    Observation rented = after40Days(away.networkKind("hosting"));
    Observation phone = after40Days(away.networkKind("mobile"));
    double p = 1e-3;
    assertEquals(signal.eValue(rented, p) / 16, signal.eValue(phone, p), 1e-9);

    DetectorRun run = new DetectorRun(DetectorConfig.DEFAULTS);
    for (int day = 0; day < 40; day++) {
      run.observe(use(day).networkKind("ci").ciProvider("github-actions").build());
    }
    Observation leaked = run.observe(away.build());
    assertEquals(signal.eValue(rented, p), signal.eValue(leaked, p), 1e-9);
  }
}
