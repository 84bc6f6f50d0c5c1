package dev.pubwatch.cli.git;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.SortedMap;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdOwnerMap;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevTag;
import org.jspecify.annotations.Nullable;

/**
 * The commits of a clone as lines, made while they are read: from each reference in turn to its
 * parents, none twice. What cannot be read is a line that says so, and the rest is read on.
 */
final class CommitLines extends InputStream {
  /** Linux has 1.4 million; a commit takes about 60 bytes here. */
  private static final int MOST_COMMITS = 10_000_000;

  /** Tags of tags. */
  private static final int MOST_TAGS = 10;

  private static final int MAX_COMMIT_BYTES = 4 << 20;
  private static final InputStream NOTHING = new ByteArrayInputStream(new byte[0]);

  private final CloneFolder clone;
  private final ObjectReader reader;
  private final CommitRecord record;
  private final SortedMap<String, ObjectId> tips;
  private final Deque<ObjectId> waiting = new ArrayDeque<>();
  private final ObjectIdOwnerMap<Seen> seen = new ObjectIdOwnerMap<>();
  private boolean full;
  private InputStream line = NOTHING;

  CommitLines(CloneFolder clone) throws IOException {
    this.clone = clone;
    this.reader = clone.objects().newReader();
    this.tips = References.of(clone.folder());
    this.record = new CommitRecord(reader, clone.name(), References.shallow(clone.folder()));
  }

  /** An object that was met. */
  private static final class Seen extends ObjectIdOwnerMap.Entry {
    Seen(AnyObjectId id) {
      super(id);
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
    while (!waiting.isEmpty() || !tips.isEmpty()) {
      byte[] made = waiting.isEmpty() ? begin() : line(waiting.removeLast());
      if (made.length > 0) {
        return made;
      }
    }
    return new byte[0];
  }

  /** Begins at the next reference; a line only where it leads nowhere. */
  private byte[] begin() throws IOException {
    Map.Entry<String, ObjectId> tip = Map.entry(tips.firstKey(), tips.get(tips.firstKey()));
    tips.remove(tip.getKey());
    try {
      ObjectId commit = commit(tip.getValue());
      if (commit != null) {
        meet(commit);
      }
      return new byte[0];
    } catch (IOException | RuntimeException e) {
      return record.unreadable(tip.getValue(), "reference " + tip.getKey() + ": " + why(e));
    }
  }

  /** What a tag is of; null where that is no commit. */
  private @Nullable ObjectId commit(ObjectId tip) throws IOException {
    ObjectId at = tip;
    for (int tags = 0; tags <= MOST_TAGS; tags++) {
      ObjectLoader loader = reader.open(at);
      if (loader.getType() == Constants.OBJ_COMMIT) {
        return at;
      }
      if (loader.getType() != Constants.OBJ_TAG) {
        return null;
      }
      at = RevTag.parse(loader.getCachedBytes(MAX_COMMIT_BYTES)).getObject().copy();
    }
    throw new IOException("more than %d tags of tags".formatted(MOST_TAGS));
  }

  private byte[] line(ObjectId id) throws IOException {
    try {
      RevCommit commit =
          RevCommit.parse(reader.open(id, Constants.OBJ_COMMIT).getCachedBytes(MAX_COMMIT_BYTES));
      if (!commit.equals(id)) {
        throw new IOException("its content is not what its name says");
      }
      if (!record.isCutOff(id)) {
        for (int i = commit.getParentCount() - 1; i >= 0; i--) {
          meet(commit.getParent(i).copy());
        }
      }
      return full ? tooMany(id) : record.line(commit);
    } catch (IOException | RuntimeException e) {
      return record.unreadable(id, "commit " + id.name() + ": " + why(e));
    }
  }

  private void meet(ObjectId id) {
    if (seen.contains(id)) {
      return;
    }
    full = seen.size() >= MOST_COMMITS;
    if (!full) {
      seen.add(new Seen(id));
      waiting.addLast(id);
    }
  }

  private byte[] tooMany(ObjectId last) throws IOException {
    waiting.clear();
    tips.clear();
    return record.unreadable(
        last, "there are more than %,d commits; the others are not read".formatted(MOST_COMMITS));
  }

  /** In words; what JGit makes of broken objects are exceptions of many kinds. */
  private static String why(Exception fault) {
    if (fault instanceof MissingObjectException missing) {
      return "object " + missing.getObjectId().name() + " is missing in the clone";
    }
    if (fault instanceof LargeObjectException) {
      return "an object is larger than what is read";
    }
    if (fault instanceof CorruptObjectException) {
      return "an object is broken: " + fault.getMessage();
    }
    return fault instanceof IOException ? String.valueOf(fault.getMessage()) : "broken: " + fault;
  }

  @Override
  public void close() {
    reader.close();
    clone.close();
  }
}
