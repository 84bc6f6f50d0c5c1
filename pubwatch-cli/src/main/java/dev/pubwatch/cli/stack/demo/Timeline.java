package dev.pubwatch.cli.stack.demo;

import dev.pubwatch.events.Artifact;
import dev.pubwatch.events.CiContext;
import dev.pubwatch.events.CiEvent;
import dev.pubwatch.events.CredentialKind;
import dev.pubwatch.events.Provenance;
import dev.pubwatch.events.PublishEvent;
import dev.pubwatch.events.TokenEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;

/** Collects events in any order; each gets a stable id. */
final class Timeline {
  static final String NPM = "npm";
  static final String FORGE = "github:example";
  private static final String RELEASE_WORKFLOW = ".github/workflows/release.yml";

  private record Dated(Instant time, String id, SpecificRecord event) {}

  private final List<Dated> events = new ArrayList<>();
  private final Random random;

  Timeline(Random random) {
    this.random = random;
  }

  Random random() {
    return random;
  }

  /** A release by hand or workflow, with the credential's use a moment before it. */
  String release(Instant time, Person by, Release release) {
    if (by.isBot()) {
      run(time.minusSeconds(90), by, release.owner(), release.name());
    } else {
      use(time.minusMillis(800), by, "token:use", release.project());
    }
    return publish(time, by, release);
  }

  /** The registry's record of a release alone. */
  String publish(Instant time, Person by, Release release) {
    String id = "npm:%s@%s".formatted(release.name(), release.version());
    boolean trusted = by.credential().kind() == CredentialKind.trusted_publisher;
    PublishEvent event =
        PublishEvent.newBuilder()
            .setEventId(id)
            .setSource(NPM)
            .setTime(time)
            .setAction("release:publish")
            .setProject(release.project())
            .setOwner(release.owner())
            .setVersion(release.version())
            .setArtifact(artifact(release))
            .setActor(by.actor())
            .setCredential(by.credential().avro())
            .setOrigin(by.place().avro(host(), by.client(), "10." + random.nextInt(3)))
            .setProvenance(
                Provenance.newBuilder()
                    .setAttested(trusted)
                    .setTrustedPublisher(trusted ? "git.example" : null)
                    .build())
            .build();
    return add(time, id, event);
  }

  private Artifact artifact(Release release) {
    return Artifact.newBuilder()
        .setName(release.name())
        .setSizeBytes(20_000L + random.nextInt(4_000))
        .setFileCount(18 + random.nextInt(4))
        .setInstallScript(release.installScript())
        .setDependencyCount(release.dependencies())
        .build();
  }

  /** A use of a credential, as the registry's audit log has it. */
  String use(Instant time, Person by, String action, String project) {
    String id = "audit:%08x".formatted(events.size() + 1);
    TokenEvent event =
        TokenEvent.newBuilder()
            .setEventId(id)
            .setSource(NPM)
            .setTime(time)
            .setAction(action)
            .setProject(project)
            .setActor(by.actor())
            .setCredential(by.credential().avro())
            .setOrigin(by.place().avro(host(), by.client(), "10"))
            .build();
    return add(time, id, event);
  }

  private void run(Instant time, Person by, String owner, String name) {
    String id = "run:%08x".formatted(events.size() + 1);
    CiContext ci =
        CiContext.newBuilder()
            .setWorkflow(RELEASE_WORKFLOW)
            .setRunId(id)
            .setRef("refs/heads/main")
            .setEvent("push")
            .setConclusion("success")
            .setRunnerKind("hosted")
            .build();
    add(time, id, forge(time, id, "run:complete", by, Cast.repository(owner, name), owner, ci));
  }

  /** A change of a workflow file. */
  String workflow(Instant time, Person by, String action, String owner, String name, CiContext ci) {
    String id = "git:%s/%s@%08x".formatted(owner, name, events.size() + 1);
    return add(time, id, forge(time, id, action, by, Cast.repository(owner, name), owner, ci));
  }

  private static CiEvent forge(
      Instant time,
      String id,
      String action,
      Person by,
      String project,
      String owner,
      CiContext ci) {
    return CiEvent.newBuilder()
        .setEventId(id)
        .setSource(FORGE)
        .setTime(time)
        .setAction(action)
        .setProject(project)
        .setOwner(owner)
        .setActor(by.actor())
        .setCi(ci)
        .build();
  }

  private int host() {
    return 1 + random.nextInt(6);
  }

  private String add(Instant time, String id, SpecificRecord event) {
    events.add(new Dated(time, id, event));
    return id;
  }

  /** All events in the order of their time. */
  List<SpecificRecord> inOrder() {
    return events.stream()
        .sorted(Comparator.comparing(Dated::time).thenComparing(Dated::id))
        .map(Dated::event)
        .toList();
  }
}
