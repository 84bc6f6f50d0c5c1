package dev.pubwatch.cli.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilterGroup;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * What a commit did to the files that tell CI what to run. A merge did only what none of its
 * parents had, as {@code git log -c} tells it: what it merely brings together was told by the
 * commits that made it.
 *
 * <p>A renamed file is deleted and added; a link and a submodule are no files.
 */
final class CiChanges {
  /** Most workflow files of a commit that are listed and read. */
  static final int MAX_FILES = 500;

  /** Most files of a commit that are counted. */
  private static final int MAX_COUNTED = 20_000;

  /** A merge of more is compared with the first of them. */
  private static final int MAX_PARENTS = 16;

  private static final int MAX_OBJECT_BYTES = 4 << 20;

  /** What is run: looked for by name, so that nothing before it in a tree hides it. */
  private static final TreeFilter RUN =
      AndTreeFilter.create(
          PathFilterGroup.createFromStrings(
              ".github/workflows", ".gitea/workflows", ".forgejo/workflows", ".gitlab-ci.yml"),
          TreeFilter.ANY_DIFF);

  private final SortedMap<String, String> letters = new TreeMap<>();
  private final SortedMap<String, ObjectId> contents = new TreeMap<>();
  private int files;
  private boolean more;

  private CiChanges() {}

  /** No change that is known. */
  static CiChanges unknown() {
    return new CiChanges();
  }

  /** The changes of a commit against its parents. */
  static CiChanges of(RevCommit commit, ObjectReader reader) throws IOException {
    List<ObjectId> parents = new ArrayList<>();
    for (int i = 0; i < Math.min(commit.getParentCount(), MAX_PARENTS); i++) {
      byte[] parent =
          reader.open(commit.getParent(i), Constants.OBJ_COMMIT).getCachedBytes(MAX_OBJECT_BYTES);
      parents.add(RevCommit.parse(parent).getTree());
    }
    CiChanges changes = new CiChanges();
    changes.read(parents, commit.getTree(), RUN, reader, MAX_COUNTED);
    changes.files = 0;
    changes.read(
        parents.subList(0, Math.min(parents.size(), 1)),
        commit.getTree(),
        TreeFilter.ANY_DIFF,
        reader,
        MAX_COUNTED);
    return changes;
  }

  private void read(
      List<ObjectId> parents, ObjectId tree, TreeFilter filter, ObjectReader reader, int most)
      throws IOException {
    boolean run = filter != TreeFilter.ANY_DIFF;
    try (TreeWalk walk = new TreeWalk(reader)) {
      walk.setRecursive(true);
      walk.setFilter(filter);
      walk.addTree(tree);
      for (ObjectId parent : parents) {
        walk.addTree(parent);
      }
      if (parents.isEmpty()) {
        walk.addTree(new EmptyTreeIterator());
      }
      while (files < most && walk.next()) {
        files++;
        if (run) {
          note(walk);
        }
      }
      more |= run && files >= most;
    }
  }

  private void note(TreeWalk walk) {
    String path = walk.getPathString();
    boolean after = isFile(walk, 0);
    boolean before = false;
    for (int parent = 1; parent < walk.getTreeCount(); parent++) {
      boolean had = isFile(walk, parent);
      if (had == after && (!after || walk.idEqual(0, parent))) {
        return;
      }
      before |= had;
    }
    if (letters.size() >= MAX_FILES) {
      more = true;
      return;
    }
    letters.put(path, after ? before ? "M" : "A" : "D");
    if (after) {
      contents.put(path, walk.getObjectId(0));
    }
  }

  private static boolean isFile(TreeWalk walk, int tree) {
    FileMode mode = walk.getFileMode(tree);
    return FileMode.REGULAR_FILE.equals(mode) || FileMode.EXECUTABLE_FILE.equals(mode);
  }

  boolean isEmpty() {
    return letters.isEmpty();
  }

  /** A, M or D by path. */
  Map<String, String> letters() {
    return letters;
  }

  /** What is in the file now, by path; files that are gone are not among them. */
  Map<String, ObjectId> contents() {
    return contents;
  }

  /** How many files differ from the first parent; -1 when they are too many to count. */
  int files() {
    return files >= MAX_COUNTED ? -1 : files;
  }

  /** Whether there were more workflow files than are listed. */
  boolean isCut() {
    return more;
  }
}
