package dev.pubwatch.connect;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;

/**
 * What the file system says about a file.
 *
 * @param key tells files apart at this moment: device and inode, or the real path
 * @param id the part of the key that outlives a new mount: inode, or the real path
 */
record FileState(Path path, Object key, String id, long size, FileTime modified) {

  /**
   * Looks at a path, through symbolic links.
   *
   * @throws IOException when there is nothing or it cannot be looked at
   */
  static FileState of(Path path) throws IOException {
    try {
      Map<String, Object> unix =
          Files.readAttributes(path, "unix:ino,dev,size,lastModifiedTime,isRegularFile");
      if (!Boolean.TRUE.equals(unix.get("isRegularFile"))) {
        throw new NotRegularException(path);
      }
      return new FileState(
          path,
          unix.get("dev") + ":" + unix.get("ino"),
          "inode:" + unix.get("ino"),
          (Long) requireNonNull(unix.get("size")),
          (FileTime) requireNonNull(unix.get("lastModifiedTime")));
    } catch (UnsupportedOperationException | IllegalArgumentException notUnix) {
      return withoutInode(path);
    }
  }

  private static FileState withoutInode(Path path) throws IOException {
    BasicFileAttributes basic = Files.readAttributes(path, BasicFileAttributes.class);
    if (!basic.isRegularFile()) {
      throw new NotRegularException(path);
    }
    String real = "path:" + path.toRealPath();
    return new FileState(path, real, real, basic.size(), basic.lastModifiedTime());
  }

  boolean isUnchangedSince(FileState earlier) {
    return size == earlier.size && modified.equals(earlier.modified);
  }

  /** Whether nobody wrote to it for that long. */
  boolean isSettled(long nowMillis, long quietMillis) {
    return nowMillis - modified.toMillis() >= quietMillis;
  }

  /** A folder, FIFO, socket or device. */
  static final class NotRegularException extends IOException {
    NotRegularException(Path path) {
      super(path + " is no regular file");
    }
  }
}
