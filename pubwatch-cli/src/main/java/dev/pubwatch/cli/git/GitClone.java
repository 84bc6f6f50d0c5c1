package dev.pubwatch.cli.git;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.URIish;

/**
 * A local clone, bare or not, as lines of the format {@code git-workflow-log}.
 *
 * <p>Every commit on the first-parent history of any branch, remote branch or tag is one line: a
 * merge stands for what it brought. Nothing of the repository is run, and nothing is written.
 */
public final class GitClone {
  /** Name of the format on the command line. */
  public static final String FORMAT = "git";

  private GitClone() {}

  /**
   * Opens a clone.
   *
   * @param folder the clone's folder or its {@code .git}
   * @return its commits, each history newest first; reading them reads the repository
   * @throws IOException when it is no repository, or cannot be read
   */
  public static InputStream open(Path folder) throws IOException {
    IsolatedSystem.install();
    if (!Files.isDirectory(folder)) {
      throw new IOException("not a folder");
    }
    FileRepositoryBuilder builder = new FileRepositoryBuilder();
    Path inner = folder.resolve(".git");
    builder.setGitDir(Files.exists(inner) ? null : folder.toFile());
    if (Files.exists(inner)) {
      builder.setWorkTree(folder.toFile());
    }
    builder.setMustExist(true);
    try {
      Repository repository = builder.build();
      return new CommitLines(repository, name(repository, folder));
    } catch (RepositoryNotFoundException e) {
      throw new IOException("not a git repository"); // what JGit says names the path again
    } catch (RuntimeException e) { // a configuration that JGit cannot read
      throw new IOException("not a readable git repository: " + e.getMessage(), e);
    }
  }

  /** {@code host/owner/repo} of the remote it was cloned from, else the folder's name. */
  private static String name(Repository repository, Path folder) {
    StoredConfig config = repository.getConfig();
    String url = config.getString("remote", "origin", "url");
    String remote = url == null ? "" : ofUrl(url);
    return remote.isEmpty() ? ofFolder(folder) : remote;
  }

  /** Without scheme, user, port and {@code .git}; empty where the URL is a path. */
  static String ofUrl(String url) {
    try {
      URIish uri = new URIish(url);
      String path = uri.getPath() == null ? "" : uri.getPath().replaceAll("^/+|/+$", "");
      String bare = path.endsWith(".git") ? path.substring(0, path.length() - 4) : path;
      return uri.getHost() == null || bare.isEmpty() ? "" : uri.getHost() + "/" + bare;
    } catch (URISyntaxException e) {
      return "";
    }
  }

  private static String ofFolder(Path folder) {
    Path full = folder.toAbsolutePath().normalize();
    Path last = full.endsWith(".git") && full.getParent() != null ? full.getParent() : full;
    String name = String.valueOf(last.getFileName());
    return name.endsWith(".git") ? name.substring(0, name.length() - 4) : name;
  }
}
