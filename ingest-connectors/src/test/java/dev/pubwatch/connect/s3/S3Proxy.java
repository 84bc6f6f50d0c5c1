package dev.pubwatch.connect.s3;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pubwatch.connect.Programs;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** S3Proxy in a process of its own, with one bucket in memory; it checks signatures. */
final class S3Proxy implements AutoCloseable {
  /** Where the build puts it before integration tests. */
  private static final Path PROGRAM = Path.of("target", "servers", "s3proxy.jar").toAbsolutePath();

  private static final String SETTINGS =
      """
      s3proxy.endpoint=%s
      s3proxy.authorization=aws-v2-or-v4
      s3proxy.identity=id
      s3proxy.credential=%s
      jclouds.provider=transient-nio2
      jclouds.identity=local
      jclouds.credential=local
      """;

  private final String url;
  private final Process process;
  private final S3Client client;

  S3Proxy(Path folder) throws IOException, InterruptedException {
    assumeTrue(Files.exists(PROGRAM), () -> "not built by Maven: there is no " + PROGRAM);
    url = "http://127.0.0.1:" + Programs.freePort();
    client = client(url);
    Path settings = folder.resolve("s3proxy.conf");
    Files.writeString(settings, SETTINGS.formatted(url, S3SourceTaskTest.SECRET));
    Path output = folder.resolve("s3proxy.txt");
    process =
        new Programs(folder, Map.of())
            .launch(
                output,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                PROGRAM.toString(),
                "--properties",
                settings.toString());
    Programs.await(process, output, this::makesBucket);
  }

  private static S3Client client(String url) {
    return S3Client.builder()
        .httpClient(UrlConnectionHttpClient.create())
        .endpointOverride(URI.create(url))
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create("id", S3SourceTaskTest.SECRET)))
        .build();
  }

  private boolean makesBucket() {
    try {
      client.createBucket(request -> request.bucket(BucketServer.BUCKET));
      return true;
    } catch (SdkException e) {
      return false;
    }
  }

  String url() {
    return url;
  }

  void put(String key, byte[] bytes) {
    client.putObject(
        request -> request.bucket(BucketServer.BUCKET).key(key), RequestBody.fromBytes(bytes));
  }

  @Override
  public void close() {
    client.close();
    process.destroyForcibly();
  }
}
