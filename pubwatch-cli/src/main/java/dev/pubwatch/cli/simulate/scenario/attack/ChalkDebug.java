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

/** Sign-in with second factor from a new origin, a token, eighteen packages. */
public final class ChalkDebug implements Scenario {
  @Override
  public About about() {
    return new About(
        "chalk-debug",
        "a phished maintainer: eighteen quiet packages within minutes",
        Kind.MALICIOUS,
        "2025-09-08",
        "chalk/chalk#656");
  }

  @Override
  public void tell(Story story) {
    String[] names = {
      "chalk",
      "debug",
      "ansi-styles",
      "strip-ansi",
      "ansi-regex",
      "supports-color",
      "wrap-ansi",
      "color-convert",
      "color-name",
      "color-string",
      "color",
      "is-arrayish",
      "simple-swizzle",
      "error-ex",
      "has-ansi",
      "slice-ansi",
      "supports-hyperlinks",
      "backslash"
    };
    List<Unit> all = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      var cast =
          story.npm("chalk-maintainer", names[i]).every(i < 3 ? 150 : 420).lines("5." + i % 7);
      all.add((i == 0 ? cast : cast.sharesOwner()).join());
    }
    Instant first = story.time("2025-09-08T13:16:04Z");
    Who thief = story.maintainer(all.get(0), first).from(story.elsewhere(0));
    Key fresh = Key.token("chalk-maintainer phished token", first.minusSeconds(200));
    Who browser = thief.using("browser", "139.0");
    story.token(first.minusSeconds(420), "login:success", all.get(0), browser, "sign-in");
    story.token(first.minusSeconds(200), "token:create", all.get(0), browser.with(fresh), "token");
    for (int i = 0; i < all.size(); i++) {
      Instant at = first.plusSeconds(i * 13L);
      story.publish(
          at, all.get(i), 0, thief.with(fresh).using("npm", "10.8.2"), "publish", Odd.nothing());
    }
  }
}
