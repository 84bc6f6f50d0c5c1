package dev.pubwatch.cli.simulate.scenario.attack;

import dev.pubwatch.cli.simulate.scenario.Odd;
import dev.pubwatch.cli.simulate.scenario.Scenario;
import dev.pubwatch.cli.simulate.scenario.Story;
import dev.pubwatch.cli.simulate.world.Key;
import dev.pubwatch.cli.simulate.world.Manner;
import dev.pubwatch.cli.simulate.world.Unit;
import dev.pubwatch.cli.simulate.world.Who;
import java.time.Instant;
import java.util.List;

/**
 * A maintainer's session on his own computer; a dependency that never was; no attestation where
 * there always is one.
 */
public final class Axios implements Scenario {
  @Override
  public About about() {
    return new About(
        "axios",
        "the publisher's own machine: two lines by token, without provenance, with a new dependency",
        Kind.MALICIOUS,
        "2026-03-31",
        "axios/axios#10604");
  }

  @Override
  public void tell(Story story) {
    Unit axios =
        story
            .npm("axios", "axios")
            .team("axios-lead", "axios-b")
            .released(Manner.TRUSTED)
            .lines("0.30", "1.14")
            .every(20)
            .join();
    Instant at = story.time("2026-03-31T00:21:00Z");
    Key token = Key.token("axios-lead legacy", at.minusSeconds(500 * 86_400L));
    Who lead = story.maintainer(axios, at).with(token);
    var odd = Odd.unattested().andThen(Odd.newDependency("plain-crypto-js"));
    story.publish(at, axios, List.of(0), "1.14", lead, "publish", odd);
    story.publish(at.plusSeconds(2_340), axios, List.of(0), "0.30", lead, "publish", odd);
  }
}
