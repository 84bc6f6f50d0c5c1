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
import java.util.stream.IntStream;

/** An old npm token, then ten hours later another registry's token of the same organisation. */
public final class AsyncApi implements Scenario {
  @Override
  public About about() {
    return new About(
        "shai-hulud-2-asyncapi",
        "a three-year-old token publishes two bad patches of every package",
        Kind.MALICIOUS,
        "2025-11-18",
        "asyncapi.com shai-hulud post-mortem");
  }

  @Override
  public void tell(Story story) {
    Unit tools =
        story
            .npm(
                "asyncapi",
                "@asyncapi/cli",
                "@asyncapi/parser",
                "@asyncapi/specs",
                "@asyncapi/studio",
                "@asyncapi/generator",
                "@asyncapi/modelina",
                "@asyncapi/bundler",
                "@asyncapi/diff",
                "@asyncapi/optimizer",
                "@asyncapi/react-component")
            .team("asyncapi-bot", "asyncapi-lead")
            .repository("cli")
            .released(Manner.BY_CI_TOKEN)
            .every(6)
            .join();
    Unit preview =
        story
            .npm("asyncapi", "asyncapi-preview")
            .repository("vs-asyncapi-preview")
            .sharesOwner()
            .released(Manner.BY_CI_TOKEN)
            .every(40)
            .join();
    Instant at = story.time("2025-11-24T03:58:47Z");
    Key old = Key.token("asyncapi-bot legacy", at.minusSeconds(3 * 365 * 86_400L));
    Who thief =
        story
            .person("asyncapi-bot", tools, at)
            .with(old)
            .from(story.elsewhere(0))
            .using("npm", "11.6.2");
    story.token(at.minusSeconds(25), "token:use", tools, thief, "list");
    List<Integer> all = IntStream.range(0, tools.packages().size()).boxed().toList();
    story.publish(at, tools, all, "", thief, "publish", Odd.installScript());
    story.publish(at.plusSeconds(63), tools, all, "", thief, "publish", Odd.installScript());
    Instant second = story.time("2025-11-24T13:33:12Z");
    Key other = Key.token("asyncapi openvsx", at.minusSeconds(700 * 86_400L));
    story.publish(second, preview, 0, thief.with(other), "publish", Odd.nothing());
    story.exposed(at, story.time("2025-11-24T11:05:00Z"), old, tools, "analyst");
  }
}
