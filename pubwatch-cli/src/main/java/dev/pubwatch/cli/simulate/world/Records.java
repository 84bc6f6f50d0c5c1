package dev.pubwatch.cli.simulate.world;

import dev.pubwatch.events.Artifact;
import dev.pubwatch.events.CiContext;
import dev.pubwatch.events.CiEvent;
import dev.pubwatch.events.Credential;
import dev.pubwatch.events.CredentialKind;
import dev.pubwatch.events.Provenance;
import dev.pubwatch.events.PublishEvent;
import dev.pubwatch.events.TokenEvent;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of the contract out of who did what; numbers those that have no id of their own.
 */
public final class Records {
  private long numbered;

  /** A release as it usually comes. */
  public PublishEvent publish(Instant time, Unit unit, int number, String version, Who who) {
    String name = unit.packages().get(number);
    boolean trusted = who.key().kind() == CredentialKind.trusted_publisher;
    return PublishEvent.newBuilder()
        .setEventId(String.format(Locale.ROOT, "%s:%s@%s", unit.registry(), name, version))
        .setSource(unit.registry())
        .setTime(time)
        .setAction("release:publish")
        .setProject(unit.packageUrl(number))
        .setOwner(unit.owner())
        .setVersion(version)
        .setArtifact(artifact(name, version))
        .setActor(who.actor())
        .setCredential(who.key().avro())
        .setOrigin(who.place().avro(who.client(), who.clientVersion()))
        .setProvenance(
            Provenance.newBuilder()
                .setAttested(trusted)
                .setTrustedPublisher(trusted ? who.key().workflowRef() : null)
                .build())
        .build();
  }

  /** Size and dependencies are the package's own and change little from release to release. */
  private static Artifact artifact(String name, String version) {
    Dice own = Dice.of(1, name, 1);
    Dice now = Dice.of(1, name + version, 2);
    long size = (long) own.logNormal(60_000, 1.5);
    int files = 4 + own.below(60);
    int dependencies = (int) Math.min(80, own.logNormal(3, 1)) + (now.chance(0.1) ? 1 : 0);
    return Artifact.newBuilder()
        .setName(name)
        .setSizeBytes(size + now.below((int) Math.min(size / 8 + 1, 1_000_000)))
        .setFileCount(files + now.below(3))
        .setInstallScript(own.chance(0.03))
        .setDependencyCount(dependencies)
        .build();
  }

  /** Something done with a credential or to one. */
  public TokenEvent token(
      Instant time, String action, String source, @Nullable String project, String owner, Who who) {
    return TokenEvent.newBuilder()
        .setEventId(next("audit"))
        .setSource(source)
        .setTime(time)
        .setAction(action)
        .setSourceAction(action.startsWith("other:") ? action.substring(6) : null)
        .setProject(project)
        .setOwner(owner)
        .setActor(who.actor())
        .setCredential(isOfAccount(action) ? password() : who.key().avro())
        .setOrigin(who.place().avro(who.client(), who.clientVersion()))
        .build();
  }

  /** Whether an action is about an account and no token of it. */
  private static boolean isOfAccount(String action) {
    return action.startsWith("login:") || action.startsWith("other:password");
  }

  private static Credential password() {
    return Credential.newBuilder().setKind(CredentialKind.password).build();
  }

  /** A clone of a repository of the unit's owner: events of git, unlike others, name the token. */
  public CiEvent clone(Instant time, Unit unit, Who who, String repository) {
    CiEvent event = forge(time, "repo:clone", "git.clone", unit, who, null, Map.of());
    event.setProject(repository);
    event.setCredential(who.key().avro());
    return event;
  }

  /** Something at the forge, whose log gives no address. */
  public CiEvent forge(
      Instant time,
      String action,
      @Nullable String sourceAction,
      Unit unit,
      Who who,
      @Nullable CiContext ci,
      Map<String, String> attributes) {
    return CiEvent.newBuilder()
        .setEventId(next("forge"))
        .setSource("github:" + unit.repository().substring(0, unit.repository().indexOf('/')))
        .setTime(time)
        .setAction(action)
        .setSourceAction(sourceAction)
        .setProject(unit.forgeProject())
        .setOwner(unit.owner())
        .setActor(who.actor())
        .setCi(ci)
        .setAttributes(new TreeMap<>(attributes))
        .build();
  }

  /** An id that no other event has. */
  public String next(String prefix) {
    numbered++;
    return prefix + ":" + numbered;
  }
}
