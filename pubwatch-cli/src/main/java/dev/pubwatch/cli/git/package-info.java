/** Reads the commits of a local clone with JGit: no API, no hook, no command of the repository. */
@NullMarked
package dev.pubwatch.cli.git;

import org.jspecify.annotations.NullMarked;
