package dev.pubwatch.core.baseline;

import dev.pubwatch.core.Event;
import dev.pubwatch.core.EventKind;
import dev.pubwatch.core.Measure;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Switch;
import dev.pubwatch.core.Turn;
import dev.pubwatch.core.Verdict;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happens around a project's releases: runs, pull requests, tags. */
final class Acts {
  private static final long TEN_MINUTES = 600_000L;

  /** What starts a run with the repository's own rights at the word of anybody. */
  private static final Set<String> BY_ANYBODY =
      Set.of("pull_request_target", "issue_comment", "issues", "discussion_comment");

  private RunBook runs = new RunBook();
  private SwitchCounter runDeleted = new SwitchCounter();
  private SwitchCounter tagMoved = new SwitchCounter();
  private SwitchCounter cacheSaved = new SwitchCounter();
  private Burst tags = newTags();
  private @Nullable PullRequests pullRequests;

  private static Burst newTags() {
    return new Burst(64, TEN_MINUTES);
  }

  /** Whether the event is one of these acts, as against a release or a change of a workflow. */
  static boolean isOne(Event e) {
    if (e.action().equals("tag:move")) {
      return true;
    }
    boolean named = !e.action().startsWith("other:") && !ProjectStage.changesWorkflow(e);
    return e.kind() == EventKind.CI && (named || PullRequests.isAbout(e) || isCacheSaved(e));
  }

  private static boolean isCacheSaved(Event e) {
    return "cache.save".equals(e.sourceAction());
  }

  RunBook runs() {
    return runs;
  }

  /**
   * @param releases of the project so far: each could have been a moved tag
   */
  void observe(Observation o, long releases) {
    Event e = o.event();
    if (PullRequests.isAbout(e)) {
      pullRequests().observe(o);
      return;
    }
    if (isCacheSaved(e)) {
      observeCache(o);
      return;
    }
    if (e.action().startsWith("run:")) {
      observeRun(o);
    }
    observeTag(o, releases);
  }

  private void observeRun(Observation o) {
    Event e = o.event();
    boolean deleted = e.action().equals("run:delete");
    o.add(Switch.RUN_DELETED, runDeleted.observe(deleted, deleted, e.runId(), e.timeMillis()));
    runs.learn(e);
    if (e.action().equals("run:start") && pullRequests != null) {
      pullRequests.runStarted(e);
    }
  }

  private void observeCache(Observation o) {
    Event e = o.event();
    String ref = e.ref();
    boolean ofRequest = ref != null && ref.startsWith("refs/pull/");
    boolean turned = !ofRequest && e.trigger() != null && BY_ANYBODY.contains(e.trigger());
    o.add(
        Switch.CACHE_SAVED_BY_REQUEST,
        cacheSaved.observe(turned, turned, e.workflow(), e.timeMillis()));
  }

  private void observeTag(Observation o, long releases) {
    Event e = o.event();
    boolean moved = e.action().equals("tag:move");
    String tag = tag(e);
    Turn turn = tagMoved.observe(moved, moved, tag, e.timeMillis());
    double history = Math.max(turn.history(), (double) releases);
    o.add(
        Switch.TAG_MOVED,
        new Turn(turn.turned(), turn.fresh(), history, turn.turns(), turn.what()));
    if (moved) {
      o.add(Measure.TAGS_MOVED_OF_PROJECT_10MIN, tags.observe(tag, e.timeMillis()));
    }
  }

  private static String tag(Event e) {
    if (e.ref() != null) {
      return e.ref();
    }
    String named = e.attributes().get("tag");
    return named != null ? named : e.attributes().getOrDefault("dist_tag", e.eventId());
  }

  private PullRequests pullRequests() {
    PullRequests known = pullRequests;
    if (known == null) {
      known = new PullRequests();
      pullRequests = known;
    }
    return known;
  }

  /** Takes a verdict; true when it is about anything kept here. */
  boolean heed(Verdict verdict) {
    boolean any = runDeleted.heed(verdict);
    any |= tagMoved.heed(verdict);
    any |= cacheSaved.heed(verdict);
    any |= pullRequests != null && pullRequests.heed(verdict);
    return any;
  }

  Acts copy() {
    Acts copy = new Acts();
    copy.runs = runs.copy();
    copy.runDeleted = runDeleted.copy();
    copy.tagMoved = tagMoved.copy();
    copy.cacheSaved = cacheSaved.copy();
    copy.tags = tags.copy();
    copy.pullRequests = pullRequests == null ? null : pullRequests.copy();
    return copy;
  }

  void write(DataOutput out) throws IOException {
    runs.write(out);
    runDeleted.write(out);
    tagMoved.write(out);
    cacheSaved.write(out);
    tags.write(out);
    out.writeBoolean(pullRequests != null);
    if (pullRequests != null) {
      pullRequests.write(out);
    }
  }

  static Acts read(DataInput in) throws IOException {
    Acts acts = new Acts();
    acts.runs = RunBook.read(in);
    acts.runDeleted = SwitchCounter.read(in);
    acts.tagMoved = SwitchCounter.read(in);
    acts.cacheSaved = SwitchCounter.read(in);
    acts.tags.read(in);
    acts.pullRequests = in.readBoolean() ? PullRequests.read(in) : null;
    return acts;
  }
}
