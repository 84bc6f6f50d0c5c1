package dev.pubwatch.cli.baseline;

import dev.pubwatch.cli.CommandFailure;
import dev.pubwatch.core.Detector;
import dev.pubwatch.core.DetectorConfig;
import dev.pubwatch.core.Detectors;
import dev.pubwatch.core.Stage;
import dev.pubwatch.job.snapshot.LearnedState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds entities in learned state. */
final class Lookup {
  static final String PROJECT = "project";
  static final String CREDENTIAL = "credential";
  static final String ACTOR = "actor";

  private static final String STAGE_SUFFIX = "-baseline";
  private static final int SHOWN_OF_MANY = 3;

  private final LearnedState state;
  private final Detector detector = Detectors.create(DetectorConfig.DEFAULTS);

  Lookup(LearnedState state) {
    this.state = state;
  }

  /**
   * A project and the owner it was last seen with.
   *
   * @throws CommandFailure when it is not known, with what was probably meant
   */
  List<Entity> project(String name) throws IOException {
    Entity project = find(PROJECT, name);
    if (project == null) {
      throw unknown(PROJECT, name);
    }
    List<Entity> found = new ArrayList<>(List.of(project));
    for (Entity.Link link : project.links()) {
      Entity linked = find(kindOf(link.stage()), link.key());
      if (linked != null) {
        found.add(linked);
      }
    }
    return found;
  }

  /** A credential by its id or a beginning of it that no other has. */
  List<Entity> credential(String id) throws IOException {
    return List.of(only(CREDENTIAL, id, key -> key.startsWith(id)));
  }

  /** An account by its id, of every source that knows it, or as {@code source|id}. */
  List<Entity> actor(String id) throws IOException {
    List<Entity> found = new ArrayList<>();
    for (String key : state.keys(stage(ACTOR))) {
      Entity actor = key.equals(id) || key.endsWith("|" + id) ? find(ACTOR, key) : null;
      if (actor != null) {
        found.add(actor);
      }
    }
    if (found.isEmpty()) {
      throw unknown(ACTOR, id);
    }
    return found;
  }

  private Entity only(String kind, String name, Predicate<String> meant) throws IOException {
    Entity exact = find(kind, name);
    if (exact != null) {
      return exact;
    }
    List<String> keys = state.keys(stage(kind)).stream().filter(meant).toList();
    if (keys.size() > 1) {
      throw new CommandFailure(
          "%s %s is not the only one: %s%s; give more of it"
              .formatted(
                  kind,
                  name,
                  String.join(", ", keys.subList(0, Math.min(SHOWN_OF_MANY, keys.size()))),
                  keys.size() > SHOWN_OF_MANY ? " and others" : ""));
    }
    Entity found = keys.isEmpty() ? null : find(kind, keys.get(0));
    if (found == null) {
      throw unknown(kind, name);
    }
    return found;
  }

  private CommandFailure unknown(String kind, String name) throws IOException {
    String what = kind.equals(PROJECT) ? name : kind + " " + name;
    return new CommandFailure(
        "no baseline for %s in the %s%s"
            .formatted(what, state.origin(), NearMisses.hint(name, state.keys(stage(kind)))));
  }

  private @Nullable Entity find(String kind, String key) throws IOException {
    Entity entity = new Entity(kind, key);
    return describe(stage(kind), key, entity) ? entity : null;
  }

  private <S> boolean describe(Stage<S> stage, String key, Entity into) throws IOException {
    S found = state.find(stage, key);
    if (found == null) {
      return false;
    }
    stage.describe(found, into);
    return true;
  }

  private Stage<?> stage(String kind) {
    for (Stage<?> stage : detector.stages()) {
      if (stage.name().equals(kind + STAGE_SUFFIX)) {
        return stage;
      }
    }
    throw new IllegalStateException("the detector has no stage " + kind + STAGE_SUFFIX);
  }

  private static String kindOf(String stage) {
    return stage.substring(0, stage.length() - STAGE_SUFFIX.length());
  }
}
