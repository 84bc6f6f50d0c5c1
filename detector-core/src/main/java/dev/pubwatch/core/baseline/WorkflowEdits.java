package dev.pubwatch.core.baseline;

import dev.pubwatch.core.Describer;
import dev.pubwatch.core.Event;
import dev.pubwatch.core.Measure;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Reading;
import dev.pubwatch.core.Switch;
import dev.pubwatch.core.Trait;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How a repository's workflows usually change: by whom, how often, naming which hosts and secrets.
 */
final class WorkflowEdits {
  private static final int EDITORS = 8;
  private static final int WORKFLOWS = 16;
  private static final int HOSTS = 64;

  private Rhythm rhythm = new Rhythm();
  private ValueTable editors = new ValueTable(EDITORS);
  private ValueTable workflows = new ValueTable(WORKFLOWS);
  private ValueTable hosts = new ValueTable(HOSTS);
  private Quantiles secrets = newSecrets();
  private SwitchCounter newHost = new SwitchCounter();
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
    o.add(Switch.WORKFLOW_CREATED, created.observe(create, create, e.workflow(), now));
    observeHosts(o);
    observeSecrets(o);
  }

  private void observeHosts(Observation o) {
    long now = o.event().timeMillis();
    String unknown = null;
    for (String host : o.event().egressHosts()) {
      if (unknown == null && hosts.look(host, now).isNew()) {
        unknown = host;
      }
    }
    o.add(Switch.NEW_EGRESS_HOST, newHost.observe(unknown != null, unknown != null, unknown, now));
    for (String host : o.event().egressHosts()) {
      hosts.learn(host, now);
    }
  }

  private void observeSecrets(Observation o) {
    Event e = o.event();
    Boolean sends = e.sendsSecrets();
    if (sends != null) {
      boolean begins = sends && !sentBefore;
      o.add(
          Switch.BEGINS_TO_SEND_SECRETS, sendsSecrets.observe(begins, sends, null, e.timeMillis()));
      sentBefore |= sends;
    }
    int count = Math.max(e.secretsPassed().size(), attribute(e, "secret_refs"));
    if (count >= 0) {
      double value = StrictMath.log1p(count) / StrictMath.log(2);
      o.add(Measure.SECRETS_OF_PROJECT, secrets.look(value));
      secrets.learn(value);
    }
  }

  private static int attribute(Event e, String name) {
    String text = e.attributes().get(name);
    return text == null ? 0 : Contents.number(text);
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
    w.sendsSecrets = SwitchCounter.read(in);
    w.created = SwitchCounter.read(in);
    w.sentBefore = in.readBoolean();
    return w;
  }
}
