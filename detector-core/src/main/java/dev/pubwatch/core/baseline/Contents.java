package dev.pubwatch.core.baseline;

import dev.pubwatch.core.Describer;
import dev.pubwatch.core.Event;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Switch;
import dev.pubwatch.core.Verdict;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What the releases hold and prove: install script, dependencies, provenance, credential class. */
final class Contents {
  private SwitchCounter installScript = new SwitchCounter();
  private SwitchCounter provenance = new SwitchCounter();
  private SwitchCounter downgrade = new SwitchCounter();
  private SwitchCounter dependency = new SwitchCounter();
  private SwitchCounter maintainers = new SwitchCounter();
  private LineFlags scriptLines = new LineFlags();
  private LineFlags attestedLines = new LineFlags();
  private LineFlags trustedLines = new LineFlags();
  private int lastDependencies = Event.UNKNOWN;
  private int lastMaintainers = Event.UNKNOWN;

  void observe(Observation o, @Nullable Versions version, @Nullable String step) {
    int line = LineFlags.line(version);
    observeInstallScript(o, line);
    observeDependencies(o, step);
    observeMaintainers(o);
    observeProvenance(o, line);
    observeCredentialClass(o, line);
  }

  /** Per release line: a backport to a line that always ran a script adds none. */
  private void observeInstallScript(Observation o, int line) {
    Boolean now = o.event().installScript();
    if (now == null) {
      return;
    }
    if (!scriptLines.isEmpty()) {
      boolean added = now && !scriptLines.get(line);
      o.add(
          Switch.INSTALL_SCRIPT_ADDED,
          installScript.observe(added, now, null, o.event().timeMillis()));
    }
    scriptLines.put(line, now);
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
  private void observeProvenance(Observation o, int line) {
    Boolean attested = o.event().attested();
    if (attested == null) {
      return;
    }
    boolean dropped = !attested && attestedLines.get(line);
    if (attestedLines.anySet()) {
      long now = o.event().timeMillis();
      o.add(Switch.PROVENANCE_DROPPED, provenance.observe(dropped, dropped, null, now));
    }
    attestedLines.raise(line, attested);
  }

  /**
   * From a trusted publisher to anything long-lived, where the source says who published, per
   * release line: a backport to a line that was never released by the trusted publisher loses none.
   */
  private void observeCredentialClass(Observation o, int line) {
    Event e = o.event();
    boolean trusted = Credentials.isTrustedPublisher(e);
    if (!trusted && e.actorId() == null) {
      return;
    }
    if (trustedLines.anySet()) {
      boolean downgraded = !trusted && trustedLines.get(line);
      o.add(
          Switch.CREDENTIAL_DOWNGRADED,
          downgrade.observe(downgraded, downgraded, e.credentialKind(), e.timeMillis()));
    }
    trustedLines.raise(line, trusted);
  }

  /** Takes a verdict; true when it is about anything that turned. */
  boolean heed(Verdict verdict) {
    boolean any = installScript.heed(verdict);
    any |= provenance.heed(verdict);
    any |= downgrade.heed(verdict);
    any |= dependency.heed(verdict);
    any |= maintainers.heed(verdict);
    return any;
  }

  void describe(Describer out) {
    scriptLines.describe("release_lines_with_install_script", out);
    if (lastDependencies >= 0) {
      out.count("dependencies", lastDependencies);
    }
    if (lastMaintainers >= 0) {
      out.count("maintainers", lastMaintainers);
    }
    trustedLines.describe("release_lines_of_trusted_publisher", out);
    attestedLines.describe("release_lines_with_provenance", out);
  }

  Contents copy() {
    Contents copy = new Contents();
    copy.installScript = installScript.copy();
    copy.provenance = provenance.copy();
    copy.downgrade = downgrade.copy();
    copy.dependency = dependency.copy();
    copy.maintainers = maintainers.copy();
    copy.attestedLines = attestedLines.copy();
    copy.scriptLines = scriptLines.copy();
    copy.lastDependencies = lastDependencies;
    copy.lastMaintainers = lastMaintainers;
    copy.trustedLines = trustedLines.copy();
    return copy;
  }

  void write(DataOutput out) throws IOException {
    installScript.write(out);
    provenance.write(out);
    downgrade.write(out);
    dependency.write(out);
    maintainers.write(out);
    attestedLines.write(out);
    out.writeInt(lastDependencies);
    out.writeInt(lastMaintainers);
    scriptLines.write(out);
    trustedLines.write(out);
  }

  static Contents read(DataInput in) throws IOException {
    Contents c = new Contents();
    c.installScript = SwitchCounter.read(in);
    c.provenance = SwitchCounter.read(in);
    c.downgrade = SwitchCounter.read(in);
    c.dependency = SwitchCounter.read(in);
    c.maintainers = SwitchCounter.read(in);
    c.attestedLines = LineFlags.read(in);
    c.lastDependencies = in.readInt();
    c.lastMaintainers = in.readInt();
    c.scriptLines = LineFlags.read(in);
    c.trustedLines = LineFlags.read(in);
    return c;
  }
}
