package dev.pubwatch.connect.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * SQS's API in its JSON protocol, with the HTTP client and the signer that the S3 client brings:
 * the few operations of a reader need no generated client. Safe for use by several threads.
 */
final class SqsApi implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Ten messages of 1 MiB, each of whose characters may be escaped. */
  private static final int MAX_REPLY_BYTES = 64 << 20;

  private static final int SHOWN_CHARACTERS = 300;

  private final SdkHttpClient http;
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final AwsCredentialsProvider credentials;
  private final URI endpoint;
  private final String region;

  /**
   * An endpoint.
   *
   * @param queue address of a queue there
   * @param silence longest within a request
   */
  SqsApi(
      URI queue,
      String region,
      AwsCredentialsProvider credentials,
      Duration connecting,
      Duration silence) {
    this.endpoint = URI.create(queue.getScheme() + "://" + queue.getAuthority() + "/");
    this.region = region;
    this.credentials = credentials;
    this.http =
        UrlConnectionHttpClient.builder()
            .connectionTimeout(connecting)
            .socketTimeout(silence)
            .build();
  }

  static ObjectNode request(String queue) {
    return JSON.createObjectNode().put("QueueUrl", queue);
  }

  /**
   * Calls an operation.
   *
   * @throws AwsServiceException when the service refuses or fails
   * @throws SdkClientException when it cannot be reached or does not speak the protocol
   */
  JsonNode call(String operation, ObjectNode request) {
    try {
      HttpExecuteResponse response = http.prepareRequest(signed(operation, request)).call();
      int status = response.httpResponse().statusCode();
      JsonNode reply = reply(response);
      if (status != 200) {
        throw refusal(operation, status, reply);
      }
      return reply;
    } catch (IOException e) {
      throw SdkClientException.create(operation + " failed: " + e.getMessage(), e);
    }
  }

  private HttpExecuteRequest signed(String operation, ObjectNode request) {
    ContentStreamProvider body = ContentStreamProvider.fromUtf8String(request.toString());
    int length = request.toString().getBytes(StandardCharsets.UTF_8).length;
    SdkHttpRequest unsigned =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(endpoint)
            .putHeader("Content-Type", "application/x-amz-json-1.0")
            .putHeader("Content-Length", String.valueOf(length))
            .putHeader("X-Amz-Target", "AmazonSQS." + operation)
            .build();
    SignedRequest signed =
        signer.sign(
            to ->
                to.identity(credentials.resolveCredentials())
                    .request(unsigned)
                    .payload(body)
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "sqs")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region));
    return HttpExecuteRequest.builder()
        .request(signed.request())
        .contentStreamProvider(signed.payload().orElse(body))
        .build();
  }

  private static JsonNode reply(HttpExecuteResponse response) throws IOException {
    AbortableInputStream body = response.responseBody().orElse(null);
    if (body == null) {
      return JSON.createObjectNode();
    }
    try (InputStream in = body) {
      byte[] bytes = in.readNBytes(MAX_REPLY_BYTES + 1);
      if (bytes.length > MAX_REPLY_BYTES) {
        throw new IOException("the reply is longer than " + MAX_REPLY_BYTES + " bytes");
      }
      JsonNode reply = bytes.length == 0 ? null : JSON.readTree(bytes);
      return reply == null ? JSON.createObjectNode() : reply;
    }
  }

  private static AwsServiceException refusal(String operation, int status, JsonNode reply) {
    String type = reply.path("__type").asText();
    String code = type.substring(type.indexOf('#') + 1);
    String sentence = reply.path("message").asText(reply.path("Message").asText());
    String shown =
        "%s was answered with status %d %s: %s"
            .formatted(operation, status, code, sentence)
            .replaceAll("\\p{Cntrl}", " ");
    return AwsServiceException.builder()
        .message(shown.substring(0, Math.min(shown.length(), SHOWN_CHARACTERS)))
        .statusCode(status)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).serviceName("Sqs").build())
        .build();
  }

  @Override
  public void close() {
    http.close();
  }
}
