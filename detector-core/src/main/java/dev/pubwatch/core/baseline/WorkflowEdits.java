package dev.pubwatch.core.baseline;

import dev.pubwatch.core.Describer;
import dev.pubwatch.core.Event;
import dev.pubwatch.core.Measure;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Reading;
import dev.pubwatch.core.Switch;
import dev.pubwatch.core.Trait;
import dev.pubwatch.core.Verdict;
import dev.pubwatch.core.surprise.Log2;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * How a repository's workflows usually change: by whom, how often, naming which hosts and secrets.
 */
final class WorkflowEdits {
  private static final int EDITORS = 8;
  private static final int WORKFLOWS = 16;
  private static final int HOSTS = 64;
  private static final int SHOWN_HOSTS = 8;

  private Rhythm rhythm = new Rhythm();
  private ValueTable editors = new ValueTable(EDITORS);
  private ValueTable workflows = new ValueTable(WORKFLOWS);
  private ValueTable hosts = new ValueTable(HOSTS);
  private Quantiles secrets = newSecrets();
  private SwitchCounter newHost = new SwitchCounter();
  private SwitchCounter secretsToNewHost = new SwitchCounter();
  private SwitchCounter sendsSecrets = new SwitchCounter();
  private SwitchCounter created = new SwitchCounter();
  private boolean sentBefore;

  private static Quantiles newSecrets() {
    return new Quantiles(16, 0, 0.5);
  }

  void observe(Observation o) {
    Event e = o.event();
    long now = e.timeMillis();
    o.history(rhythm.events());
    Reading quiet = rhythm.observe(now);
    if (quiet != null) {
      o.add(Measure.QUIET_OF_WORKFLOWS, quiet);
    }
    editors.observe(o, Trait.EDITOR_OF_PROJECT, e.actorId());
    workflows.observe(o, Trait.WORKFLOW_OF_PROJECT, e.workflow());
    boolean create = e.action().equals("workflow:create");
    o.add(Switch.WORKFLOW_CREATED, created.observe(create, false, e.workflow(), now));
    observeHosts(o);
    observeSecrets(o);
  }

  /** Each host is new once: the edits after the first one that names it repeat nothing. */
  private void observeHosts(Observation o) {
    long now = o.event().timeMillis();
    String unknown = unknownHosts(o.event());
    boolean isNew = unknown != null;
    o.add(Switch.NEW_EGRESS_HOST, newHost.observe(isNew, false, unknown, now));
    Boolean sends = o.event().sendsSecrets();
    if (sends != null) {
      boolean both = isNew && sends;
      o.add(Switch.SECRETS_TO_NEW_HOST, secretsToNewHost.observe(both, false, unknown, now));
    }
    for (String host : o.event().egressHosts()) {
      hosts.learn(host, now);
    }
  }

  private @Nullable String unknownHosts(Event e) {
    StringJoiner unknown = new StringJoiner(" ");
    int count = 0;
    for (String host : e.egressHosts()) {
      if (count < SHOWN_HOSTS && !hosts.holds(host)) {
        unknown.add(host);
        count++;
      }
    }
    return count == 0 ? null : unknown.toString();
  }

  private void observeSecrets(Observation o) {
    Event e = o.event();
    Boolean sends = e.sendsSecrets();
    if (sends != null) {
      boolean begins = sends && !sentBefore;
      o.add(
          Switch.BEGINS_TO_SEND_SECRETS, sendsSecrets.observe(begins, false, null, e.timeMillis()));
      sentBefore |= sends;
    }
    int count = Math.max(e.secretsPassed().size(), attribute(e, "secret_refs"));
    if (count >= 0) {
      double value = Log2.ofOneAnd(count);
      o.add(Measure.SECRETS_OF_PROJECT, secrets.look(value));
      secrets.learn(value);
    }
  }

  private static int attribute(Event e, String name) {
    String text = e.attributes().get(name);
    return text == null ? 0 : Contents.number(text);
  }

  /** Takes a verdict; true when it is about anything that was new. */
  boolean heed(Verdict verdict) {
    boolean any = rhythm.heed(verdict);
    any |= editors.heed(verdict, verdict.event().actorId());
    any |= workflows.heed(verdict, verdict.event().workflow());
    any |= hosts.heed(verdict, null);
    any |= newHost.heed(verdict);
    any |= secretsToNewHost.heed(verdict);
    any |= sendsSecrets.heed(verdict);
    any |= created.heed(verdict);
    return any;
  }

  void describe(Describer out) {
    rhythm.describe(out);
    editors.describe("editors", out);
    workflows.describe("files", out);
    hosts.describe("hosts", out);
    secrets.describeLog2("secrets", "secrets", 1, out);
    out.fact("sends_secrets", sentBefore ? "yes" : "no");
  }

  WorkflowEdits copy() {
    WorkflowEdits copy = new WorkflowEdits();
    copy.rhythm = rhythm.copy();
    copy.editors = editors.copy();
    copy.workflows = workflows.copy();
    copy.hosts = hosts.copy();
    copy.secrets = secrets.copy();
    copy.newHost = newHost.copy();
    copy.secretsToNewHost = secretsToNewHost.copy();
    copy.sendsSecrets = sendsSecrets.copy();
    copy.created = created.copy();
    copy.sentBefore = sentBefore;
    return copy;
  }

  void write(DataOutput out) throws IOException {
    rhythm.write(out);
    editors.write(out);
    workflows.write(out);
    hosts.write(out);
    secrets.write(out);
    newHost.write(out);
    secretsToNewHost.write(out);
    sendsSecrets.write(out);
    created.write(out);
    out.writeBoolean(sentBefore);
  }

  static WorkflowEdits read(DataInput in) throws IOException {
    WorkflowEdits w = new WorkflowEdits();
    w.rhythm = Rhythm.read(in);
    w.editors = ValueTable.read(EDITORS, in);
    w.workflows = ValueTable.read(WORKFLOWS, in);
    w.hosts = ValueTable.read(HOSTS, in);
    w.secrets.read(in);
    w.newHost = SwitchCounter.read(in);
    w.secretsToNewHost = SwitchCounter.read(in);
    w.sendsSecrets = SwitchCounter.read(in);
    w.created = SwitchCounter.read(in);
    w.sentBefore = in.readBoolean();
    return w;
  }
}
