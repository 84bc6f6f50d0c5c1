package dev.pubwatch.job.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A temporary file is its owner's alone; a result is to be as readable as any new file. */
final class Permissions {
  private static final Set<PosixFilePermission> USUAL =
      PosixFilePermissions.fromString("rw-r--r--");

  private Permissions() {}

  /** Gives the part the permissions of what it replaces, else the usual ones. */
  static void likeNew(Path part, Path target) throws IOException {
    if (!Files.getFileStore(part).supportsFileAttributeView("posix")) {
      return;
    }
    Files.setPosixFilePermissions(
        part, Files.exists(target) ? Files.getPosixFilePermissions(target) : USUAL);
  }
}
