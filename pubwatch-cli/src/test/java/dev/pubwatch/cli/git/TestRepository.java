package dev.pubwatch.cli.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.MergeCommand.FastForwardMode;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;

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

  String merge(String mail, String branch) throws IOException, GitAPIException {
    git.merge()
        .include(git.getRepository().findRef(branch))
        .setFastForward(FastForwardMode.NO_FF)
        .setCommit(false)
        .call();
    return commit(mail);
  }

  private String record(String mail) throws GitAPIException {
    git.add().addFilepattern(".").call();
    return commit(mail);
  }

  private String commit(String mail) throws GitAPIException {
    commits++;
    PersonIdent who = new PersonIdent("somebody", mail, time(commits), ZoneOffset.UTC);
    return git.commit()
        .setMessage("commit " + commits)
        .setAuthor(who)
        .setCommitter(who)
        .setSign(false)
        .call()
        .name();
  }
}
