package dev.pubwatch.cli.simulate.scenario.attack;

import dev.pubwatch.cli.simulate.scenario.Odd;
import dev.pubwatch.cli.simulate.scenario.Scenario;
import dev.pubwatch.cli.simulate.scenario.Story;
import dev.pubwatch.cli.simulate.world.Key;
import dev.pubwatch.cli.simulate.world.Unit;
import dev.pubwatch.cli.simulate.world.Who;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Four accounts sign in from one address within hours; the tokens publish two days later. */
public final class Num2words implements Scenario {
  @Override
  public About about() {
    return new About(
        "num2words",
        "four maintainers phished through one proxy; two tokens; two releases",
        Kind.MALICIOUS,
        "2025-07-26",
        "blog.pypi.org 2025-07-31");
  }

  @Override
  public void tell(Story story) {
    Unit words =
        story.pypi("savoirfaire", "num2words").team("num2words-a", "num2words-b").every(200).join();
    Instant phish = story.time("2025-07-26T17:14:00Z");
    List<Unit> others = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      others.add(story.pypi("phished-" + i, "phished-lib-" + i).every(80).join());
    }
    for (int i = 0; i < 3; i++) {
      Instant at = phish.plusSeconds(1_900L + i * 2_600L);
      signIn(story, others.get(i), at);
    }
    Instant last = story.time("2025-07-28T15:31:00Z");
    signIn(story, words, last);
    Key fresh = Key.token("num2words phished", last.plusSeconds(80));
    Key second = Key.token("num2words phished 2", last.plusSeconds(120));
    Who thief = story.maintainer(words, last).from(story.elsewhere(0));
    story.token(
        last.plusSeconds(80),
        "token:create",
        words,
        thief.with(fresh).using("browser", "138.0"),
        "token");
    story.token(
        last.plusSeconds(120),
        "token:create",
        words,
        thief.with(second).using("browser", "138.0"),
        "token");
    Who uploader = thief.with(fresh).using("twine", "6.1.0");
    story.publish(last.plusSeconds(400), words, 0, uploader, "publish", Odd.nothing());
    story.publish(
        last.plusSeconds(1_100), words, 0, uploader.with(second), "publish", Odd.nothing());
  }

  private static void signIn(Story story, Unit unit, Instant at) {
    Who victim = story.maintainer(unit, at).from(story.elsewhere(0));
    story.token(at, "login:success", unit, victim.using("browser", "138.0"), "sign-in");
  }
}
