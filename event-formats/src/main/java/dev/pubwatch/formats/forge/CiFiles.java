package dev.pubwatch.formats.forge;

import java.util.regex.Pattern;

/** Files in a repository that tell CI what to run. */
public final class CiFiles {
  private static final Pattern CI_FILE =
      Pattern.compile(
          "\\.(?:github|gitea|forgejo)/workflows/.{1,400}\\.ya?ml|(?:.{1,400}/)?\\.gitlab-ci\\.yml");

  private CiFiles() {}

  /**
   * Whether a path from the root of a repository is one of GitHub's, Gitea's or Forgejo's workflows
   * or a pipeline of GitLab.
   */
  public static boolean isWorkflow(String path) {
    return CI_FILE.matcher(path).matches();
  }
}
