package dev.pubwatch.cli.stack;

import dev.pubwatch.events.Alert;
import dev.pubwatch.formats.CanonicalJson;
import dev.pubwatch.formats.CredentialHasher;
import dev.pubwatch.formats.Formats;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.job.replay.ReplayException;
import dev.pubwatch.job.replay.ReplayInput;
import dev.pubwatch.job.replay.ReplayJob;
import dev.pubwatch.job.replay.ReplayOptions;
import dev.pubwatch.job.replay.ReplayProgress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a run without any trouble alerts: the replay of the same events. */
final class Reference {
  private static final byte[] KEY =
      "a-key-of-thirty-two-bytes-or-so!".getBytes(StandardCharsets.UTF_8);

  private Reference() {}

  /** {@code id/revision} of every alert of a file of canonical JSON. */
  static Set<String> alerts(Path events, Path scratch)
      throws IOException, ReplayException, MalformedException {
    Path out = scratch.resolve("reference.jsonl");
    ReplayOptions options =
        ReplayOptions.builder(
                List.of(new ReplayInput(Formats.byName("pubwatch"), events.toString())),
                new CredentialHasher(KEY))
            .outputs(out.toString(), null, null)
            .build();
    ReplayJob.run(options, ReplayProgress.NONE);
    List<Alert> alerts = new ArrayList<>();
    for (String line : Files.readAllLines(out)) {
      alerts.add(CanonicalJson.read(Alert.class, line));
    }
    return new TreeSet<>(names(alerts));
  }

  /** {@code id/revision} of each record, repeats and all, sorted. */
  static List<String> names(Collection<Alert> records) {
    return records.stream()
        .map(alert -> alert.getAlertId() + "/" + alert.getRevision())
        .sorted()
        .toList();
  }

  /** Names that are there more than once. */
  static Set<String> repeated(Collection<String> names) {
    Set<String> once = new HashSet<>();
    Set<String> twice = new TreeSet<>();
    names.stream().filter(name -> !once.add(name)).forEach(twice::add);
    return twice;
  }
}
