package dev.pubwatch.core.baseline;

import dev.pubwatch.core.Describer;
import dev.pubwatch.core.Event;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Switch;
import dev.pubwatch.core.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What the releases hold and prove: install script, dependencies, provenance, credential class. */
final class Contents {
  private static final int ATTESTED_LINES = 8;

  private SwitchCounter installScript = new SwitchCounter();
  private SwitchCounter provenance = new SwitchCounter();
  private SwitchCounter downgrade = new SwitchCounter();
  private SwitchCounter dependency = new SwitchCounter();
  private SwitchCounter maintainers = new SwitchCounter();
  private ValueTable attestedLines = new ValueTable(ATTESTED_LINES);
  private @Nullable Boolean hadInstallScript;
  private int lastDependencies = Event.UNKNOWN;
  private int lastMaintainers = Event.UNKNOWN;
  private boolean trustedBefore;

  void observe(Observation o, @Nullable Versions version, @Nullable String step) {
    observeInstallScript(o);
    observeDependencies(o, step);
    observeMaintainers(o);
    observeProvenance(o, version);
    observeCredentialClass(o);
  }

  private void observeInstallScript(Observation o) {
    Boolean now = o.event().installScript();
    if (now == null) {
      return;
    }
    if (hadInstallScript != null) {
      boolean added = now && !hadInstallScript;
      o.add(
          Switch.INSTALL_SCRIPT_ADDED,
          installScript.observe(added, now, null, o.event().timeMillis()));
    }
    hadInstallScript = now;
  }

  private void observeDependencies(Observation o, @Nullable String step) {
    int now = o.event().dependencyCount();
    boolean small = "patch".equals(step) || "old-line".equals(step);
    if (now >= 0 && lastDependencies >= 0 && small) {
      String what = lastDependencies + " to " + now;
      o.add(
          Switch.NEW_DEPENDENCY_IN_PATCH,
          dependency.observe(now > lastDependencies, true, what, o.event().timeMillis()));
    }
    lastDependencies = now >= 0 ? now : lastDependencies;
  }

  private void observeMaintainers(Observation o) {
    int now = number(o.event().attributes().get("maintainers"));
    if (now >= 0 && lastMaintainers >= 0) {
      String what = lastMaintainers + " to " + now;
      o.add(
          Switch.MAINTAINERS_CHANGED,
          maintainers.observe(now != lastMaintainers, true, what, o.event().timeMillis()));
    }
    lastMaintainers = now >= 0 ? now : lastMaintainers;
  }

  static int number(@Nullable String text) {
    if (text == null || text.isEmpty() || text.length() > 6) {
      return Event.UNKNOWN;
    }
    int value = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return Event.UNKNOWN;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  /** Per release line: an old major line never had provenance and loses nothing. */
  private void observeProvenance(Observation o, @Nullable Versions version) {
    Boolean attested = o.event().attested();
    if (attested == null) {
      return;
    }
    long now = o.event().timeMillis();
    String line = version == null ? "all" : String.valueOf(version.line());
    boolean hadIt = attestedLines.holds(line);
    if (hadIt || attestedLines.size() > 0) {
      boolean dropped = hadIt && !attested;
      o.add(Switch.PROVENANCE_DROPPED, provenance.observe(dropped, !attested && hadIt, null, now));
    }
    if (attested) {
      attestedLines.learn(line, now);
    }
  }

  /** From a trusted publisher to anything long-lived, where the source says who published. */
  private void observeCredentialClass(Observation o) {
    Event e = o.event();
    boolean trusted =
        e.credentialKind().equals("trusted_publisher") || e.trustedPublisher() != null;
    boolean said = trusted || e.actorId() != null;
    if (said && trustedBefore) {
      o.add(
          Switch.CREDENTIAL_DOWNGRADED,
          downgrade.observe(!trusted, !trusted, e.credentialKind(), e.timeMillis()));
    }
    trustedBefore |= trusted;
  }

  void describe(Describer out) {
    if (hadInstallScript != null) {
      out.fact("install_script", hadInstallScript ? "yes" : "no");
    }
    if (lastDependencies >= 0) {
      out.count("dependencies", lastDependencies);
    }
    if (lastMaintainers >= 0) {
      out.count("maintainers", lastMaintainers);
    }
    out.fact("trusted_publisher_used", trustedBefore ? "yes" : "no");
    attestedLines.describe("release_lines_with_provenance", Contents::shownLine, out);
  }

  /** 0.4 for what {@link Versions#line} calls -5. */
  private static String shownLine(String line) {
    return line.startsWith("-") ? "0." + (-1 - Integer.parseInt(line)) : line;
  }

  Contents copy() {
    Contents copy = new Contents();
    copy.installScript = installScript.copy();
    copy.provenance = provenance.copy();
    copy.downgrade = downgrade.copy();
    copy.dependency = dependency.copy();
    copy.maintainers = maintainers.copy();
    copy.attestedLines = attestedLines.copy();
    copy.hadInstallScript = hadInstallScript;
    copy.lastDependencies = lastDependencies;
    copy.lastMaintainers = lastMaintainers;
    copy.trustedBefore = trustedBefore;
    return copy;
  }

  void write(DataOutput out) throws IOException {
    installScript.write(out);
    provenance.write(out);
    downgrade.write(out);
    dependency.write(out);
    maintainers.write(out);
    attestedLines.write(out);
    Wire.flag(out, hadInstallScript);
    out.writeInt(lastDependencies);
    out.writeInt(lastMaintainers);
    out.writeBoolean(trustedBefore);
  }

  static Contents read(DataInput in) throws IOException {
    Contents c = new Contents();
    c.installScript = SwitchCounter.read(in);
    c.provenance = SwitchCounter.read(in);
    c.downgrade = SwitchCounter.read(in);
    c.dependency = SwitchCounter.read(in);
    c.maintainers = SwitchCounter.read(in);
    c.attestedLines = ValueTable.read(ATTESTED_LINES, in);
    c.hadInstallScript = Wire.flag(in);
    c.lastDependencies = in.readInt();
    c.lastMaintainers = in.readInt();
    c.trustedBefore = in.readBoolean();
    return c;
  }
}
