package dev.pubwatch.cli.simulate.scenario.attack;

import dev.pubwatch.cli.simulate.scenario.Odd;
import dev.pubwatch.cli.simulate.scenario.Scenario;
import dev.pubwatch.cli.simulate.scenario.Story;
import dev.pubwatch.cli.simulate.world.Unit;
import dev.pubwatch.cli.simulate.world.Who;
import java.time.Instant;
import java.util.List;

/** Sign-in from elsewhere under a flood of mail, then 0.7, 0.8 and 1.0 within minutes. */
public final class UaParserJs implements Scenario {
  @Override
  public About about() {
    return new About(
        "ua-parser-js",
        "account taken over: three release lines at once",
        Kind.MALICIOUS,
        "2021-10-22",
        "CNCF tag-security catalogue; faisalman/ua-parser-js#536");
  }

  @Override
  public void tell(Story story) {
    Unit parser =
        story.npm("ua-parser-author", "ua-parser-js").lines("0.7", "0.8", "1.0").every(70).join();
    Instant first = story.time("2021-10-22T12:15:23Z");
    Who thief = story.maintainer(parser, first).from(story.elsewhere(0)).using("npm", "6.14");
    story.token(
        first.minusSeconds(500),
        "login:success",
        parser,
        thief.using("browser", "94.0"),
        "sign-in");
    Instant at = first;
    for (String line : List.of("0.7", "0.8", "1.0")) {
      story.publish(at, parser, List.of(0), line, thief, "publish", Odd.installScript());
      at = at.plusSeconds(55);
    }
  }
}
