package dev.pubwatch.cli.replay;

import dev.pubwatch.job.replay.ReplayInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where results go, checked before hours of work: each to its own place, none over an input. */
public final class Outputs {
  /** The target that is stdout. */
  public static final String STDOUT = "-";

  private final Map<String, String> byOption = new LinkedHashMap<>();
  private final List<String> alsoRead = new ArrayList<>();

  /** Adds what an option says; null when it was not given. */
  public Outputs add(String option, @Nullable String target) {
    if (target != null) {
      byOption.put(option, target);
    }
    return this;
  }

  /** Adds a file that is read besides the inputs; null when there is none. */
  public Outputs keep(@Nullable Path file) {
    if (file != null) {
      alsoRead.add(file.toString());
    }
    return this;
  }

  /**
   * Looks for targets that would spoil each other or an input, or cannot be written.
   *
   * @return what is wrong, empty when nothing is
   */
  String fault(List<ReplayInput> inputs) {
    Map<Path, String> taken = new HashMap<>();
    for (Map.Entry<String, String> entry : byOption.entrySet()) {
      String fault = fault(entry.getKey(), entry.getValue(), taken, inputs);
      if (!fault.isEmpty()) {
        return fault;
      }
    }
    return "";
  }

  private String fault(
      String option, String target, Map<Path, String> taken, List<ReplayInput> inputs) {
    Path path = target.equals(STDOUT) ? Path.of("/dev/stdout") : Path.of(target).toAbsolutePath();
    String other = taken.putIfAbsent(path.normalize(), option);
    if (other != null) {
      return "%s and %s cannot both go to %s".formatted(other, option, target);
    }
    List<String> read = new ArrayList<>(inputs.stream().map(ReplayInput::path).toList());
    read.removeIf(STDOUT::equals);
    read.addAll(alsoRead);
    return read.stream()
        .filter(input -> isSame(path, input))
        .findFirst()
        .map(input -> "%s would overwrite the input %s".formatted(option, input))
        .orElse("");
  }

  private static boolean isSame(Path output, String input) {
    try {
      return Files.exists(output) && Files.isSameFile(output, Path.of(input));
    } catch (IOException | InvalidPathException e) {
      return false; // a glob, or not there: the reader will tell
    }
  }
}
