package dev.pubwatch.cli.git;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.internal.storage.file.ObjectDirectory;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.storage.file.WindowCacheConfig;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;

/**
 * A repository's folder, opened as something that a stranger may have made: JGit is given the
 * objects alone and settings of our own, so that no other file leads it out of the folder, blocks
 * it or fills its memory.
 *
 * @param name the project: {@code host/owner/repo} where it says what it was cloned from
 */
record CloneFolder(Path folder, String name, ObjectDirectory objects) implements AutoCloseable {
  private static final int MAX_CONFIG_BYTES = 1 << 20;
  private static final int MAX_NAME = 300;

  /** Larger objects are not put together in memory. */
  private static final int MAX_OBJECT_BYTES = 16 << 20;

  private static final int FANOUT_BYTES = 256 * 4;
  private static final int LEAST_INDEX_ENTRY_BYTES = 24;
  private static final int INDEX_MAGIC = 0xff744f63; // \377tOc

  static CloneFolder open(Path folder, String unnamed) throws IOException {
    Config config = config(folder);
    refuseUnreadable(folder, config);
    refuseOddFiles(folder.resolve("objects"));
    String remote = ofUrl(config.getString("remote", "origin", "url"));
    IsolatedSystem.install();
    WindowCacheConfig limits = new WindowCacheConfig();
    limits.setStreamFileThreshold(MAX_OBJECT_BYTES);
    limits.install();
    Config own = new Config();
    own.setBoolean(
        ConfigConstants.CONFIG_CORE_SECTION,
        null,
        ConfigConstants.CONFIG_KEY_MULTIPACKINDEX,
        false);
    return new CloneFolder(
        folder,
        remote.isEmpty() ? unnamed : remote,
        new ObjectDirectory(
            own, folder.resolve("objects").toFile(), null, FS.DETECTED, /* shallow */ null));
  }

  /** What the clone says of itself; files that it includes are not read. */
  private static Config config(Path folder) throws IOException {
    Config config = new Config();
    Path file = folder.resolve("config");
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return config;
    }
    try {
      config.fromText(new String(bounded(file, MAX_CONFIG_BYTES), StandardCharsets.UTF_8));
      return config;
    } catch (ConfigInvalidException e) {
      return new Config(); // its name is all that is lost
    }
  }

  static byte[] bounded(Path file, int maxBytes) throws IOException {
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      return in.readNBytes(maxBytes);
    }
  }

  private static void refuseUnreadable(Path folder, Config config) throws IOException {
    String objects = config.getString("extensions", null, "objectformat");
    if (objects != null && !objects.equalsIgnoreCase("sha1")) {
      throw new IOException("its objects are named by " + objects + ", only sha1 can be read");
    }
    if (Files.exists(folder.resolve("reftable"), LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(
          "its references are in a reftable; 'git refs migrate --ref-format=files' makes them files");
    }
    if (Files.exists(folder.resolve("objects/info/alternates"), LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(
          "it borrows objects of another clone; 'git clone --no-local' makes a whole one");
    }
  }

  /** Git keeps nothing but files and folders there; a pipe would be waited for without end. */
  private static void refuseOddFiles(Path objects) throws IOException {
    Files.walkFileTree(
        objects,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (!attributes.isRegularFile()) {
              throw new IOException("it has a link or a device among its objects: " + file);
            }
            if (file.toString().endsWith(".idx")) {
              refuseWrongIndex(file, attributes.size());
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /**
   * An index that claims more objects than it has bytes for would have memory set aside for all.
   */
  private static void refuseWrongIndex(Path file, long sizeBytes) throws IOException {
    try (DataInputStream in =
        new DataInputStream(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS))) {
      byte[] head = in.readNBytes(8 + FANOUT_BYTES);
      boolean second = head.length >= 4 && number(head, 0) == INDEX_MAGIC;
      int last = (second ? 8 : 0) + FANOUT_BYTES - 4;
      long objects = head.length < last + 4 ? Long.MAX_VALUE : number(head, last) & 0xffff_ffffL;
      if (objects > sizeBytes / LEAST_INDEX_ENTRY_BYTES) {
        throw new IOException("it has an index of objects that is broken: " + file.getFileName());
      }
    }
  }

  private static int number(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 24
        | (bytes[at + 1] & 0xff) << 16
        | (bytes[at + 2] & 0xff) << 8
        | (bytes[at + 3] & 0xff);
  }

  /** Without scheme, user, port and {@code .git}; empty where the URL is a path. */
  static String ofUrl(@Nullable String url) {
    if (url == null || url.length() > MAX_NAME) {
      return "";
    }
    try {
      URIish uri = new URIish(url);
      String path = uri.getPath() == null ? "" : uri.getPath().replaceAll("^/+|/+$", "");
      String bare = path.endsWith(".git") ? path.substring(0, path.length() - 4) : path;
      return uri.getHost() == null || bare.isEmpty()
          ? ""
          : uri.getHost().toLowerCase(Locale.ROOT) + "/" + bare;
    } catch (URISyntaxException e) {
      return "";
    }
  }

  @Override
  public void close() {
    objects.close();
  }
}
