package dev.pubwatch.cli.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.MergeCommand.FastForwardMode;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;

/** A repository whose commits are a minute apart. */
final class TestRepository {
  private static final Instant BEGIN = Instant.parse("2026-01-05T09:00:00Z");

  private final Path folder;
  private final Git git;
  private int commits;

  private TestRepository(Path folder, Git git) {
    this.folder = folder;
    this.git = git;
  }

  static TestRepository at(Path folder) throws GitAPIException {
    IsolatedSystem.install();
    return new TestRepository(
        folder, Git.init().setDirectory(folder.toFile()).setInitialBranch("main").call());
  }

  /** When the n-th commit was made, from 1 on. */
  static Instant time(int commit) {
    return BEGIN.plusSeconds(60L * commit);
  }

  Path folder() {
    return folder;
  }

  void remote(String url) throws IOException {
    git.getRepository().getConfig().setString("remote", "origin", "url", url);
    git.getRepository().getConfig().save();
  }

  String commit(String mail, Map<String, String> files) throws IOException, GitAPIException {
    for (var file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    return record(mail);
  }

  String remove(String mail, String path) throws GitAPIException {
    git.rm().addFilepattern(path).call();
    return commit(mail);
  }

  String link(String mail, String path, String target) throws IOException, GitAPIException {
    Files.createSymbolicLink(folder.resolve(path), Path.of(target));
    return record(mail);
  }

  void branch(String name) throws GitAPIException {
    git.checkout().setCreateBranch(true).setName(name).call();
  }

  void checkout(String name) throws GitAPIException {
    git.checkout().setName(name).call();
  }

  void deleteBranch(String name) throws GitAPIException {
    git.branchDelete().setBranchNames(name).setForce(true).call();
  }

  String rename(String mail, String from, String to) throws IOException, GitAPIException {
    Files.move(folder.resolve(from), folder.resolve(to));
    git.rm().addFilepattern(from).call();
    return record(mail);
  }

  /** A first commit that is made without a file being written. */
  String insert(String mail, Map<String, String> files) throws IOException {
    Repository repository = git.getRepository();
    DirCache index = DirCache.newInCore();
    try (ObjectInserter objects = repository.newObjectInserter()) {
      DirCacheBuilder builder = index.builder();
      for (var file : files.entrySet()) {
        DirCacheEntry entry = new DirCacheEntry(file.getKey());
        entry.setFileMode(FileMode.REGULAR_FILE);
        entry.setObjectId(
            objects.insert(Constants.OBJ_BLOB, file.getValue().getBytes(StandardCharsets.UTF_8)));
        builder.add(entry);
      }
      builder.finish();
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(index.writeTree(objects));
      commit.setAuthor(who(mail));
      commit.setCommitter(who(mail));
      ObjectId id = objects.insert(commit);
      objects.flush();
      Files.writeString(folder.resolve(".git/refs/heads/main"), id.name() + "\n");
      return id.name();
    }
  }

  void breakObject(String id) throws IOException {
    Path file = object(id);
    Files.delete(file);
    Files.writeString(file, "no object");
  }

  void dropObject(String id) throws IOException {
    Files.delete(object(id));
  }

  private Path object(String id) {
    return folder.resolve(".git/objects").resolve(id.substring(0, 2)).resolve(id.substring(2));
  }

  /** A merge that also writes files of its own. */
  String merge(String mail, String branch, Map<String, String> files)
      throws IOException, GitAPIException {
    git.merge()
        .include(git.getRepository().findRef(branch))
        .setFastForward(FastForwardMode.NO_FF)
        .setCommit(false)
        .call();
    return commit(mail, files);
  }

  private String record(String mail) throws GitAPIException {
    git.add().addFilepattern(".").call();
    return commit(mail);
  }

  private String commit(String mail) throws GitAPIException {
    PersonIdent who = who(mail);
    return git.commit()
        .setMessage("commit " + commits)
        .setAuthor(who)
        .setCommitter(who)
        .setSign(false)
        .call()
        .name();
  }

  private PersonIdent who(String mail) {
    commits++;
    return new PersonIdent("somebody", mail, time(commits), ZoneOffset.UTC);
  }
}
