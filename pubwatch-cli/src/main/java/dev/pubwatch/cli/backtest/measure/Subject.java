package dev.pubwatch.cli.backtest.measure;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Ways to say which event is meant: by its id, by package and version, by repository and commit.
 */
public final class Subject {
  private static final String PURL = "pkg:";

  /** What brings a version to its users; a yank of it does not. */
  private static final Set<String> RELEASES = Set.of("release:publish", "file:add");

  private Subject() {}

  /** An event by its id. */
  public static String ofEvent(String eventId) {
    return "event " + eventId;
  }

  /**
   * A release of a package.
   *
   * @param name as the registry writes it, or its package URL
   */
  public static String ofRelease(String name, String version) {
    return "release " + (name.startsWith(PURL) ? packageName(name) : name) + " " + version;
  }

  /**
   * A commit of a repository.
   *
   * @param repository {@code owner/repository}, with or without the host before it
   */
  public static String ofCommit(String repository, String commit) {
    return "commit " + repository + " " + commit;
  }

  /** Everything that a label may call this event. */
  static List<String> of(ScoredEvent event) {
    List<String> subjects = new ArrayList<>(List.of(ofEvent(event.eventId())));
    String project = event.project();
    if (project == null) {
      return subjects;
    }
    if (!project.startsWith(PURL)) {
      String commit = event.eventId().substring(event.eventId().lastIndexOf('@') + 1);
      subjects.add(ofCommit(project, commit));
      subjects.add(ofCommit(project.substring(project.indexOf('/') + 1), commit));
    } else if (event.version() != null && RELEASES.contains(event.action())) {
      subjects.add(ofRelease(project, event.version()));
    }
    return subjects;
  }

  /** {@code @scope/name} of {@code pkg:npm/%40scope/name?qualifiers}. */
  private static String packageName(String purl) {
    int start = purl.indexOf('/') + 1;
    int end = purl.indexOf('?', start);
    String name = purl.substring(start, end < 0 ? purl.length() : end);
    try {
      return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return name; // not percent-encoded: the name itself
    }
  }
}
