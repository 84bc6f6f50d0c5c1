package dev.pubwatch.cli.git;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.formats.forge.CiFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** Writes a commit as a line of {@code git-workflow-log}. */
final class CommitRecord implements AutoCloseable {
  /** Longest workflow file that is read: 1 MiB; GitHub runs none above 512 KiB. */
  private static final int MAX_FILE_BYTES = 1 << 20;

  /** Most workflow files of a commit that are listed and read. */
  private static final int MAX_FILES = 100;

  /** Most files of a commit that are counted. */
  private static final int MAX_COUNTED = 100_000;

  private static final String WEB_COMMITTER = "noreply@github.com";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectReader reader;
  private final String repository;
  private final Set<ObjectId> shallow;

  /**
   * @param shallow commits whose parents were not cloned
   */
  CommitRecord(Repository repository, String name, Set<ObjectId> shallow) {
    this.reader = repository.newObjectReader();
    this.repository = name;
    this.shallow = shallow;
  }

  /** What a commit did. */
  private static final class Changes {
    /** Letter by path: A, M or D. */
    final TreeMap<String, String> letters = new TreeMap<>();

    final TreeMap<String, ObjectId> blobs = new TreeMap<>();
    int files;
    String note = "";
  }

  byte[] line(RevCommit commit) throws IOException {
    PersonIdent author = commit.getAuthorIdent();
    PersonIdent committer = commit.getCommitterIdent();
    Changes changes = changes(commit);
    ObjectNode line = JSON.createObjectNode();
    line.put("source", "git");
    line.put("repo", repository);
    line.put("parents", commit.getParentCount());
    line.put("author_time", time(author));
    line.put("commit_time", time(committer));
    line.put("author_id", id(author));
    line.put("committer_id", id(committer));
    line.put("web_or_api_commit", WEB_COMMITTER.equalsIgnoreCase(committer.getEmailAddress()));
    line.put("bot", isBot(author));
    line.put("files_changed", changes.files);
    ArrayNode list = line.putArray("workflow_changes");
    changes.letters.forEach((path, letter) -> list.addObject().put("op", letter).put("path", path));
    if (!changes.letters.isEmpty()) {
      describe(changes, line);
    }
    if (!changes.note.isEmpty()) {
      line.put("workflow_note", changes.note);
    }
    line.put("commit", commit.name());
    byte[] json = JSON.writeValueAsBytes(line);
    byte[] ended = Arrays.copyOf(json, json.length + 1);
    ended[json.length] = '\n';
    return ended;
  }

  private Changes changes(RevCommit commit) throws IOException {
    Changes changes = new Changes();
    if (shallow.contains(commit)) {
      changes.note = "what it changed is unknown: the clone is shallow and ends here";
      return changes;
    }
    try (TreeWalk walk = new TreeWalk(reader)) {
      walk.setRecursive(true);
      walk.setFilter(TreeFilter.ANY_DIFF);
      if (commit.getParentCount() == 0) {
        walk.addTree(new EmptyTreeIterator());
      } else {
        walk.addTree(treeOf(commit.getParent(0)));
      }
      walk.addTree(commit.getTree());
      while (changes.files < MAX_COUNTED && walk.next()) {
        changes.files++;
        note(walk, changes);
      }
    } catch (MissingObjectException e) {
      changes.note = "unknown what it changed, an object is missing: " + e.getObjectId().name();
    } catch (CorruptObjectException e) {
      changes.note = "unknown what it changed, an object cannot be read: " + e.getMessage();
    }
    return changes;
  }

  private ObjectId treeOf(RevCommit parent) throws IOException {
    return RevCommit.parse(reader.open(parent).getCachedBytes()).getTree();
  }

  private static void note(TreeWalk walk, Changes changes) {
    String path = walk.getPathString();
    if (!CiFiles.isWorkflow(path)) {
      return;
    }
    if (changes.letters.size() >= MAX_FILES) {
      changes.note = "more than " + MAX_FILES + " workflow files changed";
      return;
    }
    boolean before = isFile(walk, 0);
    boolean after = isFile(walk, 1);
    if (before || after) {
      changes.letters.put(path, after ? before ? "M" : "A" : "D");
    }
    if (after) {
      changes.blobs.put(path, walk.getObjectId(1));
    }
  }

  /** No link, no submodule. */
  private static boolean isFile(TreeWalk walk, int tree) {
    FileMode mode = walk.getFileMode(tree);
    return FileMode.REGULAR_FILE.equals(mode) || FileMode.EXECUTABLE_FILE.equals(mode);
  }

  private void describe(Changes changes, ObjectNode line) throws IOException {
    WorkflowText all = WorkflowText.NONE;
    MessageDigest hash = sha256();
    for (var file : changes.blobs.entrySet()) {
      byte[] content = content(file.getKey(), file.getValue(), changes);
      hash.update(content);
      all = all.and(WorkflowText.of(new String(content, StandardCharsets.UTF_8)));
    }
    line.put("workflow_secret_refs", all.secretRefs());
    ArrayNode hosts = line.putArray("workflow_http_hosts");
    all.hosts().forEach(hosts::add);
    line.put("workflow_sends_secrets", all.sendsSecrets());
    line.put("workflow_action_refs_unpinned", all.unpinnedActions());
    if (!changes.blobs.isEmpty()) {
      line.put("workflow_content_hash", HexFormat.of().formatHex(hash.digest()));
    }
  }

  private byte[] content(String path, ObjectId blob, Changes changes) throws IOException {
    try {
      ObjectLoader loader = reader.open(blob);
      if (loader.getSize() <= MAX_FILE_BYTES) {
        return loader.getCachedBytes(MAX_FILE_BYTES);
      }
      changes.note = "%s is not read: it has %,d bytes".formatted(path, loader.getSize());
    } catch (MissingObjectException e) {
      changes.note = path + " is not read: it is missing in the clone";
    } catch (CorruptObjectException e) {
      changes.note = path + " is not read: " + e.getMessage();
    }
    return new byte[0];
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String time(PersonIdent person) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
        person.getWhenAsInstant().atOffset(ZoneOffset.UTC));
  }

  /** The mail address, which is all that git knows of who somebody is. */
  private static String id(PersonIdent person) {
    String mail = person.getEmailAddress().strip().toLowerCase(Locale.ROOT);
    return mail.isEmpty() ? person.getName().strip() : mail;
  }

  private static boolean isBot(PersonIdent person) {
    return person.getName().endsWith("[bot]") || person.getEmailAddress().contains("[bot]@");
  }

  @Override
  public void close() {
    reader.close();
  }
}
