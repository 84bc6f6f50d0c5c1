package dev.pubwatch.gateway;

import dev.pubwatch.connect.Programs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * The CNCF's registry as Debian packages it, which notifies a gateway, and skopeo as its client.
 */
final class RegistryServer implements AutoCloseable {
  static final String USER = "builder";
  static final String PASSWORD = "quick-brown-Fox-7";

  /** Of the password. */
  private static final String BCRYPT =
      "$2y$04$C9cQGMPmolm26.8HYrjTzOITUWEbPwA2sfgh0OoToLPpBjaocUPZ2";

  private static final String CONFIG =
      """
      version: 0.1
      log: {level: error}
      storage: {filesystem: {rootdirectory: %s}, delete: {enabled: true}}
      auth: {htpasswd: {realm: test, path: %s}}
      http: {addr: "127.0.0.1:%d"}
      notifications:
        endpoints:
          - name: pubwatch
            url: %s
            headers: {Authorization: ["Bearer %s"]}
            timeout: 5s
            threshold: 100
            backoff: 200ms
      """;

  private static final String IMAGE =
      """
      {"architecture":"amd64","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":["%s"]}}""";

  private static final String MANIFEST =
      """
      {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{\
      "mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":%d},"layers":[{\
      "mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"%s","size":%d}]}""";

  private final Path folder;
  private final String host;
  private final Process process;
  private final Programs programs;

  /** Starts it; skips the test where the programs are not installed. */
  RegistryServer(Path folder, String notified, String secret)
      throws IOException, InterruptedException {
    Programs.assumeInstalled("docker-registry", "--version");
    Programs.assumeInstalled("skopeo", "--version");
    this.folder = folder;
    this.programs = new Programs(folder, Map.of());
    int port = Programs.freePort();
    this.host = "127.0.0.1:" + port;
    Path users = folder.resolve("htpasswd");
    Files.writeString(users, USER + ":" + BCRYPT + "\n");
    Path config = folder.resolve("registry.yml");
    Files.writeString(
        config, CONFIG.formatted(folder.resolve("data"), users, port, notified, secret));
    Path output = folder.resolve("registry.txt");
    process = programs.launch(output, "docker-registry", "serve", config.toString());
    Programs.await(process, output, () -> listens(port));
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** An image of one empty layer, as skopeo's {@code dir:} has it. */
  void image(String name) throws IOException {
    Path image = Files.createDirectory(folder.resolve(name));
    byte[] layer = new byte[1024]; // a tar file with nothing in it
    byte[] config = IMAGE.formatted(digest(layer)).getBytes(StandardCharsets.UTF_8);
    byte[] manifest =
        MANIFEST
            .formatted(digest(config), config.length, digest(layer), layer.length)
            .getBytes(StandardCharsets.UTF_8);
    Files.write(image.resolve(digest(layer).substring("sha256:".length())), layer);
    Files.write(image.resolve(digest(config).substring("sha256:".length())), config);
    Files.write(image.resolve("manifest.json"), manifest);
    Files.writeString(image.resolve("version"), "Directory Transport Version: 1.1\n");
  }

  private static String digest(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return "sha256:" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  Programs.Outcome push(String image, String reference, String password)
      throws IOException, InterruptedException {
    return programs.run(
        "skopeo",
        "--insecure-policy",
        "copy",
        "--dest-tls-verify=false",
        "--dest-creds=" + USER + ":" + password,
        "dir:" + folder.resolve(image),
        "docker://" + host + "/" + reference);
  }

  void skopeo(String verb, String reference) throws IOException, InterruptedException {
    programs.must(
        "skopeo",
        verb,
        "--tls-verify=false",
        "--creds=" + USER + ":" + PASSWORD,
        "docker://" + host + "/" + reference);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
