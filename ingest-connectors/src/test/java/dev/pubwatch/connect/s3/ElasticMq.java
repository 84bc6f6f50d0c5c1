package dev.pubwatch.connect.s3;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.connect.Programs;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;

/** ElasticMQ in a process of its own; each queue has another for what was received thrice. */
final class ElasticMq implements AutoCloseable {
  /** Where the build puts it before integration tests. */
  private static final Path PROGRAM = Path.of("target", "servers", "elasticmq").toAbsolutePath();

  private static final String SETTINGS =
      """
      include classpath("application.conf")
      node-address { protocol = http, host = "127.0.0.1", port = %1$d, context-path = "" }
      rest-sqs { enabled = true, bind-hostname = "127.0.0.1", bind-port = %1$d }
      rest-stats { enabled = false }
      """;

  private final String url;
  private final Process process;
  private final SqsApi api;

  ElasticMq(Path folder) throws IOException, InterruptedException {
    assumeTrue(Files.exists(PROGRAM), () -> "not built by Maven: there is no " + PROGRAM);
    int port = Programs.freePort();
    url = "http://127.0.0.1:" + port;
    api =
        new SqsApi(
            URI.create(url),
            "us-east-1",
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create("id", S3SourceTaskTest.SECRET)),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10));
    Path settings = folder.resolve("elasticmq.conf");
    Files.writeString(settings, SETTINGS.formatted(port));
    Path output = folder.resolve("elasticmq.txt");
    process =
        new Programs(folder, Map.of())
            .launch(
                output,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:TieredStopAtLevel=1",
                "-Dconfig.file=" + settings,
                "-cp",
                PROGRAM + "/*",
                "org.elasticmq.server.Main");
    Programs.await(process, output, this::answers);
  }

  private boolean answers() {
    try {
      api.call("ListQueues", SqsApi.request(""));
      return true;
    } catch (SdkException e) {
      return false;
    }
  }

  /** Makes a queue; what was received thrice goes to another one, {@link #dead}. */
  String create(String name) {
    api.call("CreateQueue", SqsApi.request("").put("QueueName", name + "-dead"));
    ObjectNode request = SqsApi.request("").put("QueueName", name);
    request
        .putObject("Attributes")
        .put(
            "RedrivePolicy",
            "{\"deadLetterTargetArn\":\"arn:aws:sqs:elasticmq:000000000000:%s-dead\",\"maxReceiveCount\":\"3\"}"
                .formatted(name));
    return api.call("CreateQueue", request).path("QueueUrl").asText();
  }

  static String dead(String queue) {
    return queue + "-dead";
  }

  void send(String queue, String body) {
    api.call("SendMessage", SqsApi.request(queue).put("MessageBody", body));
  }

  /** Messages that are in a queue, whether they can be seen or not. */
  int size(String queue) {
    ObjectNode request = SqsApi.request(queue);
    request.putArray("AttributeNames").add("All");
    JsonNode attributes = api.call("GetQueueAttributes", request).path("Attributes");
    return attributes.path("ApproximateNumberOfMessages").asInt()
        + attributes.path("ApproximateNumberOfMessagesNotVisible").asInt();
  }

  @Override
  public void close() {
    api.close();
    process.destroyForcibly();
  }
}
