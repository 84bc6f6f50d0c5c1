package dev.pubwatch.cli.simulate.scenario;

import dev.pubwatch.cli.simulate.scenario.attack.AsyncApi;
import dev.pubwatch.cli.simulate.scenario.attack.Axios;
import dev.pubwatch.cli.simulate.scenario.attack.ChalkDebug;
import dev.pubwatch.cli.simulate.scenario.attack.Codecov;
import dev.pubwatch.cli.simulate.scenario.attack.Ctx;
import dev.pubwatch.cli.simulate.scenario.attack.GhostAction;
import dev.pubwatch.cli.simulate.scenario.attack.LiteLlm;
import dev.pubwatch.cli.simulate.scenario.attack.Num2words;
import dev.pubwatch.cli.simulate.scenario.attack.NxSingularity;
import dev.pubwatch.cli.simulate.scenario.attack.PostHog;
import dev.pubwatch.cli.simulate.scenario.attack.ShaiHulud1;
import dev.pubwatch.cli.simulate.scenario.attack.SolarWinds;
import dev.pubwatch.cli.simulate.scenario.attack.TanStack;
import dev.pubwatch.cli.simulate.scenario.attack.TjActions;
import dev.pubwatch.cli.simulate.scenario.attack.TriggerDev;
import dev.pubwatch.cli.simulate.scenario.attack.UaParserJs;
import dev.pubwatch.cli.simulate.scenario.attack.UltralyticsWave1;
import dev.pubwatch.cli.simulate.scenario.attack.UltralyticsWave2;
import dev.pubwatch.cli.simulate.scenario.control.CiMigration;
import dev.pubwatch.cli.simulate.scenario.control.DependencyBot;
import dev.pubwatch.cli.simulate.scenario.control.DormantRevived;
import dev.pubwatch.cli.simulate.scenario.control.DuplicateDelivery;
import dev.pubwatch.cli.simulate.scenario.control.LateDelivery;
import dev.pubwatch.cli.simulate.scenario.control.MaintainerTravel;
import dev.pubwatch.cli.simulate.scenario.control.MonthlyJob;
import dev.pubwatch.cli.simulate.scenario.control.NightHotfix;
import dev.pubwatch.cli.simulate.scenario.control.OldMajorBackport;
import dev.pubwatch.cli.simulate.scenario.control.ReleaseInFlight;
import dev.pubwatch.cli.simulate.scenario.control.RunnerChurn;
import dev.pubwatch.cli.simulate.scenario.control.TrustedPublishingAdopted;
import dev.pubwatch.cli.simulate.scenario.control.WorkspaceRelease;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All there are, and the names under which several go together. */
public final class Scenarios {
  /** The world alone. */
  public static final String BACKGROUND = "background";

  private static final List<Scenario> ALL =
      List.of(
          new GhostAction(),
          new ShaiHulud1(),
          new PostHog(),
          new AsyncApi(),
          new TriggerDev(),
          new ChalkDebug(),
          new NxSingularity(),
          new TjActions(),
          new Codecov(),
          new SolarWinds(),
          new UaParserJs(),
          new UltralyticsWave1(),
          new UltralyticsWave2(),
          new Ctx(),
          new Num2words(),
          new TanStack(),
          new Axios(),
          new LiteLlm(),
          new WorkspaceRelease(),
          new OldMajorBackport(),
          new MaintainerTravel(),
          new RunnerChurn(),
          new CiMigration(),
          new DormantRevived(),
          new NightHotfix(),
          new MonthlyJob(),
          new TrustedPublishingAdopted(),
          new ReleaseInFlight(),
          new DependencyBot(),
          new DuplicateDelivery(),
          new LateDelivery());

  private Scenarios() {}

  /** Each one. */
  public static List<Scenario> all() {
    return ALL;
  }

  /** What a name stands for: one, several, or none for the background alone. */
  public static Map<String, List<Scenario>> byName() {
    Map<String, List<Scenario>> names = new LinkedHashMap<>();
    ALL.forEach(scenario -> names.put(scenario.about().name(), List.of(scenario)));
    names.put("shai-hulud-2", beginningWith("shai-hulud-2-"));
    names.put("ultralytics", beginningWith("ultralytics-"));
    names.put("controls", beginningWith("control-"));
    List<Scenario> attacks = new ArrayList<>(ALL);
    attacks.removeAll(beginningWith("control-"));
    names.put("attacks", List.copyOf(attacks));
    names.put(BACKGROUND, List.of());
    return names;
  }

  private static List<Scenario> beginningWith(String prefix) {
    return ALL.stream().filter(one -> one.about().name().startsWith(prefix)).toList();
  }
}
