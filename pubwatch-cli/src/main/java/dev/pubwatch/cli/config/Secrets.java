package dev.pubwatch.cli.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where secrets come from: the environment first, then the configured file. The file itself never
 * holds one in the clear.
 */
public final class Secrets {
  /** Environment variable with the credential key. */
  public static final String HASH_KEY = "PUBWATCH_HASH_KEY";

  /** Environment variable with the webhook's signing secret. */
  public static final String WEBHOOK_SECRET = "PUBWATCH_WEBHOOK_SECRET";

  /** Environment variable with the responder's signing secret. */
  public static final String RESPONDER_SECRET = "PUBWATCH_RESPONDER_SECRET";

  private static final String KEY_FILE = "credential-hash.key";
  private static final int SHORTEST_KEY = 16;
  private static final int GENERATED_BYTES = 32;

  private final Map<String, String> environment;

  /**
   * @param environment the process's environment variables
   */
  public Secrets(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /**
   * The key that credentials are hashed under: {@value #HASH_KEY}, else the configured file, else
   * one made at random on first use and kept in the data folder, readable by its owner alone.
   *
   * @throws IOException when the file cannot be read or written, or a key is too short
   */
  public byte[] credentialHashKey(PubwatchConfig config) throws IOException {
    String fromEnvironment = environment.get(HASH_KEY);
    if (fromEnvironment != null) {
      return checked(fromEnvironment, HASH_KEY);
    }
    Path configured = config.hashKeyFile();
    return configured == null
        ? kept(config.dataDir().resolve(KEY_FILE))
        : checked(read(configured), configured.toString());
  }

  /** The webhook's signing secret, null when none is set. */
  public @Nullable String webhookSecret(PubwatchConfig.Webhook webhook) throws IOException {
    String fromEnvironment = environment.get(WEBHOOK_SECRET);
    Path file = webhook.secretFile();
    return fromEnvironment != null || file == null ? fromEnvironment : read(file);
  }

  /** The environment that channels' secrets may be in. */
  public Map<String, String> environment() {
    return environment;
  }

  /** The responder's signing secret, null when none is set. */
  public @Nullable String responderSecret(@Nullable Path file) throws IOException {
    String fromEnvironment = environment.get(RESPONDER_SECRET);
    return fromEnvironment != null || file == null ? fromEnvironment : read(file);
  }

  private static byte[] kept(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    try {
      generate(file);
    } catch (FileAlreadyExistsException e) {
      // Made by an earlier run, or by another that starts right now.
    }
    return checked(read(file), file.toString());
  }

  /** Written beside and linked into place, so that no reader sees half a key. */
  private static void generate(Path file) throws IOException {
    if (Files.exists(file)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    byte[] key = new byte[GENERATED_BYTES];
    new SecureRandom().nextBytes(key);
    Path fresh =
        Files.createTempFile(
            file.toAbsolutePath().getParent(),
            KEY_FILE,
            ".tmp",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(fresh, HexFormat.of().formatHex(key) + "\n", StandardOpenOption.WRITE);
      Files.createLink(file, fresh);
    } finally {
      Files.delete(fresh);
    }
  }

  private static String read(Path file) throws IOException {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new IOException(file + ": secret cannot be read: " + e.getMessage(), e);
    }
  }

  private static byte[] checked(String key, String where) throws IOException {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    if (bytes.length < SHORTEST_KEY) {
      throw new IOException(
          where + ": must hold at least " + SHORTEST_KEY + " bytes, held " + bytes.length);
    }
    return bytes;
  }
}
