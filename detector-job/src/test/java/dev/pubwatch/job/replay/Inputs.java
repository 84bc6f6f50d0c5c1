package dev.pubwatch.job.replay;

import dev.pubwatch.events.Actor;
import dev.pubwatch.events.ActorKind;
import dev.pubwatch.events.PublishEvent;
import dev.pubwatch.formats.CanonicalJson;
import dev.pubwatch.formats.CredentialHasher;
import dev.pubwatch.formats.Formats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Canonical events as files, for tests. */
final class Inputs {
  private Inputs() {}

  /** Lines in order of time, several at the same moment. */
  static List<String> lines(int count, long seed) {
    return lines(count, seed, 40_000);
  }

  /**
   * @param stepMillis mean time between two
   */
  static List<String> lines(int count, long seed, long stepMillis) {
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>();
    Instant time = Instant.parse("2024-03-01T00:00:00Z");
    for (int i = 0; i < count; i++) {
      time = time.plusMillis(random.nextInt(3) * stepMillis);
      int project = random.nextInt(9);
      lines.add(line("e" + i, "pkg:npm/p" + project, "actor" + project % 4, time));
    }
    return lines;
  }

  static String line(String id, String project, String actor, Instant time) {
    PublishEvent event = new PublishEvent();
    event.setEventId(id);
    event.setSource("npm");
    event.setTime(time);
    event.setAction("release:publish");
    event.setProject(project);
    event.setVersion("1.0." + id);
    event.setActor(new Actor(actor, ActorKind.user));
    event.setAttributes(Map.of());
    return CanonicalJson.write(event);
  }

  static Path write(Path file, List<String> lines) throws IOException {
    return Files.write(file, lines);
  }

  static ReplayOptions options(Path... files) {
    List<ReplayInput> inputs = new ArrayList<>();
    for (Path file : files) {
      inputs.add(new ReplayInput(Formats.byName("pubwatch"), file.toString()));
    }
    return ReplayOptions.of(inputs, new CredentialHasher(new byte[32]));
  }
}
