package dev.pubwatch.cli.simulate.scenario.attack;

import dev.pubwatch.cli.simulate.scenario.Odd;
import dev.pubwatch.cli.simulate.scenario.Scenario;
import dev.pubwatch.cli.simulate.scenario.Story;
import dev.pubwatch.cli.simulate.world.Manner;
import dev.pubwatch.cli.simulate.world.Unit;
import dev.pubwatch.cli.simulate.world.Who;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A token used from a new host lists its own packages and republishes them all, several release
 * lines at once; then a workflow in the owner's repositories, then a repository made public.
 */
public final class ShaiHulud1 implements Scenario {
  @Override
  public About about() {
    return new About(
        "shai-hulud-1",
        "worm: stolen tokens republish all that their owners may publish",
        Kind.MALICIOUS,
        "2025-09-14",
        "valor-software/ngx-bootstrap#6776; scttcper/tinycolor#257");
  }

  @Override
  public void tell(Story story) {
    Unit rxnt =
        story.npm("rxnt", "rxnt-authentication", "rxnt-healthchecks", "rxnt-kue").every(60).join();
    worm(story, rxnt, List.of("", ""), story.time("2025-09-14T17:58:50Z"), 0);
    Unit bootstrap =
        story
            .npm("valor", "ngx-bootstrap")
            .team("valor-dev", "valor-lead")
            .lines("18.1", "19.0", "20.0")
            .every(25)
            .join();
    List<String> lines = List.of("20.0", "19.0", "18.1", "20.0", "20.0", "20.0");
    worm(story, bootstrap, lines, story.time("2025-09-15T01:12:07Z"), 1);
    Unit tinycolor =
        story
            .npm("ctrl", tinycolorAndFriends())
            .team("ctrl-maintainer")
            .repository("tinycolor")
            .released(Manner.BY_CI_TOKEN)
            .every(45)
            .join();
    worm(story, tinycolor, List.of("", ""), story.time("2025-09-15T19:52:46Z"), 2);
    Unit strike =
        story
            .npm("strikers", "@strikers/commitlint", "@strikers/glide-core", "@strikers/logscale")
            .team("strikers-publisher")
            .every(14)
            .join();
    worm(story, strike, List.of(""), story.time("2025-09-16T01:14:30Z"), 3);
  }

  private static String[] tinycolorAndFriends() {
    String[] names = new String[18];
    names[0] = "@ctrl/tinycolor";
    for (int i = 1; i < names.length; i++) {
      names[i] = "@ctrl/part-" + i;
    }
    return names;
  }

  private static void worm(Story story, Unit unit, List<String> lines, Instant at, int host) {
    Who thief = story.maintainer(unit, at).from(story.elsewhere(host)).using("npm", "10.9.3");
    story.token(at.minusSeconds(40), "token:use", unit, thief, "list");
    List<Integer> all = IntStream.range(0, unit.packages().size()).boxed().toList();
    Instant time = at;
    for (String line : lines) {
      story.publish(time, unit, all, line, thief, "publish", Odd.installScript());
      time = time.plusSeconds(37);
    }
    Who owner = story.maintainer(unit, at);
    var sending =
        Odd.sending("shai-hulud-workflow.yml", "0b51aa07c2d3f9e4", "webhook.example", "NPM_TOKEN");
    story.forge(time.plusSeconds(90), "workflow:create", unit, owner, sending, "workflow");
    story.forge(time.plusSeconds(400), "repo:make_public", unit, owner, null, "made public");
    story.exposed(at, at.plusSeconds(15 * 3600), thief.key(), unit, "analyst");
  }
}
