package dev.pubwatch.cli.simulate.scenario;

import dev.pubwatch.events.CiContext;
import dev.pubwatch.events.Provenance;
import dev.pubwatch.events.PublishEvent;
import java.util.List;
import java.util.function.Consumer;

/** What is not as usual in a release or a run. */
public final class Odd {
  private Odd() {}

  /** Nothing. */
  public static Consumer<PublishEvent> nothing() {
    return event -> {};
  }

  /** It runs a script when it is installed, and is bigger for it. */
  public static Consumer<PublishEvent> installScript() {
    return event -> {
      event.getArtifact().setInstallScript(true);
      event.getArtifact().setFileCount(event.getArtifact().getFileCount() + 1);
    };
  }

  /** It needs something that it never needed. */
  public static Consumer<PublishEvent> newDependency(String name) {
    return event -> {
      event.getArtifact().setDependenciesAdded(List.of(name));
      event.getArtifact().setDependencyCount(event.getArtifact().getDependencyCount() + 1);
    };
  }

  /** It comes out of a run. */
  public static Consumer<PublishEvent> ofRun(CiContext run) {
    return event -> event.setCi(run);
  }

  /** It has no provenance. */
  public static Consumer<PublishEvent> unattested() {
    return event -> event.setProvenance(Provenance.newBuilder().setAttested(false).build());
  }

  /** A run or the workflow that it is of. */
  public static CiContext.Builder run(String workflow, String id, String trigger) {
    return CiContext.newBuilder()
        .setWorkflow(".github/workflows/" + workflow)
        .setRunId(id)
        .setEvent(trigger)
        .setRef("refs/heads/main")
        .setRunnerKind("hosted");
  }

  /** A workflow file that sends these secrets to that host. */
  public static CiContext sending(String workflow, String content, String host, String... secrets) {
    return CiContext.newBuilder()
        .setWorkflow(".github/workflows/" + workflow)
        .setRef("refs/heads/main")
        .setSecretsPassed(List.of(secrets))
        .setEgressHosts(List.of(host))
        .setContentHash(content)
        .setSendsSecrets(true)
        .setActionRefsUnpinned(0)
        .build();
  }
}
