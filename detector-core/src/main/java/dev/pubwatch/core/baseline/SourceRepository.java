package dev.pubwatch.core.baseline;

import dev.pubwatch.core.Event;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.RepositoryMap;
import dev.pubwatch.core.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The repository that a package is released from, learned from what trusted publishers and
 * provenance claim. Majority vote of Boyer and Moore: a claim that differs takes one vote away, so
 * that one release by an intruder's workflow does not move the package.
 *
 * @param name host/owner/repo
 * @param votes 1 and up
 */
record SourceRepository(String name, int votes) {
  private static final int MOST_VOTES = 16;
  private static final int LONGEST = 256;
  private static final List<String> BY_ATTRIBUTE = List.of("workflow_ref", "source_repository");
  private static final String PART = "[A-Za-z0-9][\\w.-]*";

  /** With or without scheme and host: a claim without one is GitHub's. */
  private static final Pattern CLAIM =
      Pattern.compile(
          "(?:[a-z+]+://)?(?:[^/@\\s]+@)?((?:"
              + PART
              + "\\.[a-z]{2,})/)?("
              + PART
              + "/"
              + PART
              + "?)(?:\\.git)?(?:[/@#?:].*)?");

  /** Adds what is known of the project's repository to the observation and learns its claim. */
  static @Nullable SourceRepository observe(
      @Nullable SourceRepository known, Observation o, RepositoryMap configured) {
    Event e = o.event();
    String project = e.project();
    String said = project == null ? null : configured.of(project);
    if (said != null) {
      o.addRepository(said);
    }
    if (known != null) {
      o.addRepository(known.name);
    }
    String claimed = claimed(e);
    if (claimed == null) {
      return known;
    }
    o.addRepository(claimed);
    if (known == null) {
      return new SourceRepository(claimed, 1);
    }
    return known.after(claimed);
  }

  private SourceRepository after(String claimed) {
    if (claimed.equals(name)) {
      return votes < MOST_VOTES ? new SourceRepository(name, votes + 1) : this;
    }
    return votes > 1 ? new SourceRepository(name, votes - 1) : new SourceRepository(claimed, 1);
  }

  /**
   * The repository that an event's credential or provenance claims, host/owner/repo; null where it
   * claims none.
   */
  static @Nullable String claimed(Event e) {
    for (String attribute : BY_ATTRIBUTE) {
      String found = repository(e.attributes().get(attribute));
      if (found != null) {
        return found;
      }
    }
    return repository(e.trustedPublisher());
  }

  /** The repository in a workflow reference, a subject claim or an address; null without one. */
  static @Nullable String repository(@Nullable String claim) {
    if (claim == null || claim.length() > LONGEST) {
      return null;
    }
    Matcher matcher = CLAIM.matcher(withHost(claim));
    if (!matcher.matches()) {
      return null;
    }
    String host = matcher.group(1);
    String path = matcher.group(2);
    path = path.endsWith(".git") ? path.substring(0, path.length() - 4) : path;
    return (host == null ? "github.com/" : host) + path;
  }

  private static String withHost(String claim) {
    if (claim.startsWith("gitlab:")) {
      return "gitlab.com/" + claim.substring(7);
    }
    return claim.startsWith("github:") || claim.startsWith("repo:")
        ? claim.substring(claim.indexOf(':') + 1)
        : claim;
  }

  void write(DataOutput out) throws IOException {
    Wire.string(out, name);
    Wire.unsigned(out, votes);
  }

  static SourceRepository read(DataInput in) throws IOException {
    return new SourceRepository(Wire.text(in), Wire.count(in));
  }
}
