package dev.pubwatch.cli.git;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.Set;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;

/** The commits of a repository as lines, made while they are read. */
final class CommitLines extends InputStream {
  private static final InputStream NOTHING = new ByteArrayInputStream(new byte[0]);

  private final Repository repository;
  private final RevWalk walk;
  private final CommitRecord record;
  private InputStream line = NOTHING;

  CommitLines(Repository repository, String name) throws IOException {
    this.repository = repository;
    this.walk = new RevWalk(repository);
    this.record = new CommitRecord(repository, name, shallow(repository));
    walk.setFirstParent(true);
    walk.sort(RevSort.COMMIT_TIME_DESC);
    for (ObjectId tip : tips(repository)) {
      begin(tip);
    }
  }

  private static Set<ObjectId> shallow(Repository repository) throws IOException {
    return Set.copyOf(repository.getObjectDatabase().getShallowCommits());
  }

  private static Set<ObjectId> tips(Repository repository) throws IOException {
    Set<ObjectId> tips = new LinkedHashSet<>();
    for (Ref ref : repository.getRefDatabase().getRefs()) {
      if (ref.getObjectId() != null) {
        tips.add(ref.getObjectId());
      }
    }
    return tips;
  }

  /** A tag may be of anything, and a ref of something that is gone. */
  private void begin(ObjectId tip) throws IOException {
    try {
      RevObject object = walk.peel(walk.parseAny(tip));
      if (object instanceof RevCommit commit) {
        walk.markStart(commit);
      }
    } catch (MissingObjectException e) {
      throw new IOException("a reference points to " + tip.name() + ", which is missing", e);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    int count = line.read(bytes, offset, length);
    while (count < 0) {
      byte[] next = next();
      if (next.length == 0) {
        return -1;
      }
      line = new ByteArrayInputStream(next);
      count = line.read(bytes, offset, length);
    }
    return count;
  }

  /** The next line; empty after the last. */
  private byte[] next() throws IOException {
    try {
      RevCommit commit = walk.next();
      return commit == null ? new byte[0] : record.line(commit);
    } catch (MissingObjectException e) {
      throw new IOException("commit " + e.getObjectId().name() + " is missing", e);
    } catch (RuntimeException e) { // what JGit makes of some broken objects
      throw new IOException("a commit cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    record.close();
    walk.close();
    repository.close();
  }
}
