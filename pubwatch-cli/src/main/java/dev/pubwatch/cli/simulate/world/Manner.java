package dev.pubwatch.cli.simulate.world;

/** How a project's releases reach the registry. */
public enum Manner {
  /** A person, from his machine, with a long-lived token. */
  BY_HAND,
  /** A workflow that holds a long-lived token. */
  BY_CI_TOKEN,
  /** A workflow without any token: trusted publishing, with provenance. */
  TRUSTED
}
