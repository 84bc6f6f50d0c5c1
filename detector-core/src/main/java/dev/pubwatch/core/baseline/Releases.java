package dev.pubwatch.core.baseline;

import dev.pubwatch.core.Describer;
import dev.pubwatch.core.Event;
import dev.pubwatch.core.Measure;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Reach;
import dev.pubwatch.core.Reading;
import dev.pubwatch.core.Trait;
import dev.pubwatch.core.Verdict;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** How a project is usually released: by whom, how often, in which steps, with what inside. */
final class Releases {
  private static final long HOUR_MILLIS = 3_600_000L;
  private static final int PUBLISHERS = 8;
  private static final int STEPS = 8;
  private static final int KINDS = 8;
  private static final int CREDENTIALS = 8;
  private static final int TOOLCHAINS = 4;

  private Rhythm rhythm = new Rhythm();
  private ValueTable publishers = new ValueTable(PUBLISHERS);
  private ValueTable steps = new ValueTable(STEPS);
  private ValueTable credentialKinds = new ValueTable(KINDS);
  private ValueTable credentials = new ValueTable(CREDENTIALS);
  private ReleaseLines lines = new ReleaseLines();
  private Burst linesPerHour = newLines();
  private Burst releasesPerHour = newReleases();
  private Contents contents = new Contents();
  private RunBinding binding = new RunBinding();
  private ValueTable toolchains = new ValueTable(TOOLCHAINS);

  private static Burst newLines() {
    return new Burst(8, HOUR_MILLIS);
  }

  private static Burst newReleases() {
    return new Burst(16, HOUR_MILLIS);
  }

  /** Releases so far. */
  long count() {
    return rhythm.events();
  }

  /**
   * @param runs of the project that are known, or null
   */
  void observe(Observation o, @Nullable RunBook runs) {
    Event e = o.event();
    long now = e.timeMillis();
    o.history(rhythm.events());
    Reading quiet = rhythm.observe(now);
    if (quiet != null) {
      o.add(Measure.QUIET_OF_PROJECT, quiet);
    }
    observeIdentity(o);
    Versions version = Versions.parse(e.version());
    binding.observe(o, version, runs);
    String toolchain = Toolchain.of(e);
    if (toolchain != null) {
      toolchains.observe(o, Trait.TOOLCHAIN_OF_LINE, LineFlags.line(version) + "|" + toolchain);
    }
    String step = version == null ? null : observeStep(o, version);
    contents.observe(o, version, step);
    if (o.mayAlert()) {
      o.add(Reach.CREDENTIALS_OF_PROJECT, credentials.latest(o.event().timeMillis()));
    }
  }

  /**
   * Who, and with what. A workflow that begins to publish with a credential of its own is a step
   * up, not a stranger: its name and its kind of credential are learned without being held against
   * it, and the credential itself, made for one run, is not even that.
   */
  private void observeIdentity(Observation o) {
    Event e = o.event();
    String actor = e.actorId();
    String kind = e.credentialKind();
    if (Credentials.isOfOneRun(e)) {
      publishers.learnUnlessKnown(o, Trait.PUBLISHER_OF_PROJECT, actor);
      credentialKinds.learnUnlessKnown(o, Trait.CREDENTIAL_KIND_OF_PROJECT, known(kind));
    } else {
      publishers.observe(o, Trait.PUBLISHER_OF_PROJECT, actor);
      credentialKinds.observe(o, Trait.CREDENTIAL_KIND_OF_PROJECT, known(kind));
      credentials.observe(o, Trait.CREDENTIAL_OF_PROJECT, e.credentialId());
    }
  }

  private static @Nullable String known(String kind) {
    return kind.equals("unknown") ? null : kind;
  }

  private String observeStep(Observation o, Versions version) {
    long now = o.event().timeMillis();
    String step = lines.step(version);
    if (o.late()) {
      // What came out in between makes any late step look like one back.
      lines.learn(version);
      return step;
    }
    if (!step.equals("first")) {
      steps.observe(o, Trait.STEP_OF_PROJECT, ReleaseLines.isClean(step) ? "next" : step);
      o.add(
          Measure.LINES_OF_PROJECT_1H,
          linesPerHour.observe(version.major() + "." + version.minor(), now));
      o.add(
          Measure.RELEASES_OF_PROJECT_1H,
          releasesPerHour.observe(String.valueOf(o.event().version()), now));
    }
    lines.learn(version);
    return step;
  }

  /** Takes a verdict; true when it is about anything that was new. */
  boolean heed(Verdict verdict) {
    Event e = verdict.event();
    boolean any = rhythm.heed(verdict);
    any |= publishers.heed(verdict, e.actorId());
    any |= credentials.heed(verdict, e.credentialId());
    any |= credentialKinds.heed(verdict, null);
    any |= steps.heed(verdict, null);
    any |= contents.heed(verdict);
    any |= binding.heed(verdict);
    any |= toolchains.heed(verdict, null);
    return any;
  }

  void describe(Describer out) {
    rhythm.describe(out);
    publishers.describe("publishers", out);
    credentialKinds.describe("credential_kinds", out);
    credentials.describe("credentials", out);
    steps.describe("release_steps", out);
    lines.describe(out);
    linesPerHour.describe("release_lines_within_an_hour", "lines", out);
    releasesPerHour.describe("releases_within_an_hour", "releases", out);
    contents.describe(out);
  }

  Releases copy() {
    Releases copy = new Releases();
    copy.rhythm = rhythm.copy();
    copy.publishers = publishers.copy();
    copy.steps = steps.copy();
    copy.credentialKinds = credentialKinds.copy();
    copy.credentials = credentials.copy();
    copy.lines = lines.copy();
    copy.linesPerHour = linesPerHour.copy();
    copy.releasesPerHour = releasesPerHour.copy();
    copy.contents = contents.copy();
    copy.binding = binding.copy();
    copy.toolchains = toolchains.copy();
    return copy;
  }

  void write(DataOutput out) throws IOException {
    rhythm.write(out);
    publishers.write(out);
    steps.write(out);
    credentialKinds.write(out);
    credentials.write(out);
    lines.write(out);
    linesPerHour.write(out);
    releasesPerHour.write(out);
    contents.write(out);
    binding.write(out);
    toolchains.write(out);
  }

  static Releases read(DataInput in) throws IOException {
    Releases r = new Releases();
    r.rhythm = Rhythm.read(in);
    r.publishers = ValueTable.read(PUBLISHERS, in);
    r.steps = ValueTable.read(STEPS, in);
    r.credentialKinds = ValueTable.read(KINDS, in);
    r.credentials = ValueTable.read(CREDENTIALS, in);
    r.lines.read(in);
    r.linesPerHour.read(in);
    r.releasesPerHour.read(in);
    r.contents = Contents.read(in);
    r.binding = RunBinding.read(in);
    r.toolchains = ValueTable.read(TOOLCHAINS, in);
    return r;
  }
}
