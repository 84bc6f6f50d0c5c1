package dev.pubwatch.cli.simulate.world;

import java.time.Instant;
import java.util.List;

/**
 * What is released together: one project, or the packages of a workspace.
 *
 * @param registry {@code npm} or {@code pypi}
 * @param owner account or organisation that holds it
 * @param team accounts that may release it, the main one first; of an organisation too
 * @param packages names, one unless it is a workspace
 * @param repository owner and name at the forge
 * @param manner how it is released
 * @param provider which CI provider runs it, −1 for a rented runner of its own
 * @param medianGapDays between releases; 0 for a project that releases nothing more
 * @param gapSigma spread of the gaps' logarithm; near 0 for a schedule
 * @param born when its first release may be
 * @param sleepsFrom from when on it releases nothing by itself
 * @param lines release lines such as {@code 4.1}, oldest first; the newest has most releases
 * @param primary whether the owner's people live with this unit: their sign-ins and new tokens
 */
public record Unit(
    String registry,
    String owner,
    List<String> team,
    List<String> packages,
    String repository,
    Manner manner,
    int provider,
    double medianGapDays,
    double gapSigma,
    Instant born,
    Instant sleepsFrom,
    List<String> lines,
    boolean primary) {

  /** Never. */
  static final Instant NEVER = Instant.parse("9000-01-01T00:00:00Z");

  /** The repository as CI events name it. */
  public String forgeProject() {
    return "github.com/" + repository;
  }

  /** The workflow that a trusted publisher is bound to. */
  public String workflowRef() {
    return forgeProject() + "/.github/workflows/release.yml@refs/heads/main";
  }

  /** Package URL of one of its packages. */
  public String packageUrl(int number) {
    return "pkg:" + registry + "/" + packages.get(number).replace("@", "%40");
  }

  /** The account that its workflow acts under at the registry. */
  public String robot() {
    return manner == Manner.TRUSTED ? "ci:" + repository : owner + "-ci";
  }
}
