package dev.pubwatch.cli.git;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;

/** Writes a commit as a line of {@code git-workflow-log}. */
final class CommitRecord {
  /** Longest workflow file that is read: 1 MiB; GitHub runs none above 512 KiB. */
  private static final int MAX_FILE_BYTES = 1 << 20;

  /** Most bytes of workflow files that are read of one commit. */
  private static final int MAX_COMMIT_BYTES = 16 << 20;

  private static final int MAX_ID = 300;
  private static final String WEB_COMMITTER = "noreply@github.com";
  private static final String GITLAB = ".gitlab-ci.yml";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectReader reader;
  private final String repository;
  private final Set<ObjectId> shallow;

  /**
   * @param shallow commits whose parents were not cloned
   */
  CommitRecord(ObjectReader reader, String repository, Set<ObjectId> shallow) {
    this.reader = reader;
    this.repository = repository;
    this.shallow = shallow;
  }

  /** Whether its parents were left out when the repository was cloned. */
  boolean isCutOff(AnyObjectId commit) {
    return shallow.contains(commit);
  }

  /**
   * The line of a commit.
   *
   * @throws IOException when what it did cannot be read
   */
  byte[] line(RevCommit commit) throws IOException {
    PersonIdent author = person("author", commit.getAuthorIdent());
    PersonIdent committer = person("committer", commit.getCommitterIdent());
    boolean cutOff = isCutOff(commit);
    CiChanges changes = cutOff ? CiChanges.unknown() : CiChanges.of(commit, reader);
    ObjectNode line = begin(commit);
    line.put("parents", commit.getParentCount());
    line.put("author_time", time(author));
    line.put("commit_time", time(committer));
    line.put("author_id", id(author));
    line.put("committer_id", id(committer));
    line.put("web_or_api_commit", WEB_COMMITTER.equalsIgnoreCase(committer.getEmailAddress()));
    line.put("bot", isBot(author));
    if (!cutOff && changes.files() >= 0) {
      line.put("files_changed", changes.files());
    }
    ArrayNode list = line.putArray("workflow_changes");
    changes
        .letters()
        .forEach((path, letter) -> list.addObject().put("op", letter).put("path", path));
    String note = describe(changes, line);
    note = cutOff ? "what it changed is unknown: the clone is shallow and ends here" : note;
    if (!note.isEmpty()) {
      line.put("workflow_note", note);
    }
    return ended(line);
  }

  /** The line of something that cannot be read, which the format makes a reject. */
  byte[] unreadable(AnyObjectId id, String why) throws IOException {
    return ended(begin(id).put("unreadable", why));
  }

  private ObjectNode begin(AnyObjectId commit) {
    ObjectNode line = JSON.createObjectNode();
    line.put("source", "git");
    line.put("repo", repository);
    line.put("commit", commit.name());
    return line;
  }

  private static byte[] ended(ObjectNode line) throws JsonProcessingException {
    byte[] json = JSON.writeValueAsBytes(line);
    byte[] ended = Arrays.copyOf(json, json.length + 1);
    ended[json.length] = '\n';
    return ended;
  }

  /**
   * Adds what the files say that are there now; nothing where none is.
   *
   * @return what could not be said, empty when all could
   */
  private String describe(CiChanges changes, ObjectNode line) throws IOException {
    String note = changes.isCut() ? "more workflow files changed than are listed" : "";
    if (changes.contents().isEmpty()) {
      return note;
    }
    WorkflowText all = WorkflowText.NONE;
    MessageDigest hash = sha256();
    int left = MAX_COMMIT_BYTES;
    for (Map.Entry<String, ObjectId> file : changes.contents().entrySet()) {
      try {
        byte[] content = content(file.getValue(), Math.min(left, MAX_FILE_BYTES));
        left -= content.length;
        hash.update(content);
        all = all.and(WorkflowText.of(new String(content, StandardCharsets.UTF_8)));
      } catch (UnreadException e) {
        note = "%s is not read: %s".formatted(file.getKey(), e.getMessage());
      }
    }
    fill(line, all, note.isEmpty(), changes.contents().keySet());
    if (note.isEmpty()) {
      line.put("workflow_content_hash", HexFormat.of().formatHex(hash.digest()));
    }
    return note;
  }

  /** That nothing was found is only said of files that were read, and whose secrets have a name. */
  private static void fill(ObjectNode line, WorkflowText all, boolean whole, Set<String> paths) {
    ArrayNode hosts = line.putArray("workflow_http_hosts");
    all.hosts().forEach(hosts::add);
    boolean named = whole && !paths.equals(Set.of(GITLAB));
    if (named || all.sendsSecrets()) {
      line.put("workflow_sends_secrets", all.sendsSecrets());
    }
    if (named || all.secretRefs() > 0) {
      line.put("workflow_secret_refs", all.secretRefs());
    }
    if (named || all.unpinnedActions() > 0) {
      line.put("workflow_action_refs_unpinned", all.unpinnedActions());
    }
  }

  /** A file that is left out, and why. */
  private static final class UnreadException extends Exception {
    private static final long serialVersionUID = 1;

    UnreadException(String why) {
      super(why);
    }
  }

  private byte[] content(ObjectId blob, int maxBytes) throws IOException, UnreadException {
    try {
      ObjectLoader loader = reader.open(blob, Constants.OBJ_BLOB);
      if (loader.getSize() <= maxBytes) {
        return loader.getCachedBytes(maxBytes);
      }
      throw new UnreadException("it has %,d bytes".formatted(loader.getSize()));
    } catch (MissingObjectException e) {
      throw new UnreadException("it is missing in the clone");
    } catch (CorruptObjectException e) {
      throw new UnreadException(String.valueOf(e.getMessage()));
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static PersonIdent person(String role, @Nullable PersonIdent person) throws IOException {
    if (person == null) {
      throw new IOException("it has no " + role + " that can be read");
    }
    return person;
  }

  /** With the offset that the machine had, which is the only word on where somebody was. */
  private static String time(PersonIdent person) {
    ZoneOffset offset;
    try {
      offset = person.getZoneOffset();
    } catch (DateTimeException e) {
      offset = ZoneOffset.UTC; // more than 18 hours: the moment is right all the same
    }
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
        person.getWhenAsInstant().atOffset(offset));
  }

  /** The mail address, which is all that git knows of who somebody is. */
  private static String id(PersonIdent person) {
    String mail = person.getEmailAddress().strip().toLowerCase(Locale.ROOT);
    String id = mail.isEmpty() ? person.getName().strip() : mail;
    return id.length() > MAX_ID ? id.substring(0, MAX_ID) : id;
  }

  private static boolean isBot(PersonIdent person) {
    return person.getName().endsWith("[bot]") || person.getEmailAddress().contains("[bot]@");
  }
}
