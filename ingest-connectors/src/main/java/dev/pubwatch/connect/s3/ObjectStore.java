package dev.pubwatch.connect.s3;

import java.net.URI;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/** One bucket. Its methods throw {@link software.amazon.awssdk.core.exception.SdkException}. */
final class ObjectStore implements AutoCloseable {
  private final S3Client client;
  private final String bucket;

  ObjectStore(S3SourceConfig config) {
    this.bucket = config.getString(S3SourceConfig.BUCKET);
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClient(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(config.timeout())
                    .socketTimeout(config.timeout())
                    .build())
            .region(Region.of(config.getString(S3SourceConfig.REGION)))
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .forcePathStyle(config.getBoolean(S3SourceConfig.PATH_STYLE))
            // The task itself tries again, so that it can be stopped meanwhile.
            .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()))
            .credentialsProvider(credentials(config));
    String endpoint = config.getString(S3SourceConfig.ENDPOINT);
    this.client =
        endpoint == null ? builder.build() : builder.endpointOverride(URI.create(endpoint)).build();
  }

  /** The key that is set, or what AWS's libraries find. */
  static AwsCredentialsProvider credentials(S3SourceConfig config) {
    String id = config.getString(S3SourceConfig.ACCESS_KEY_ID);
    return id == null
        ? DefaultCredentialsProvider.builder().build()
        : StaticCredentialsProvider.create(
            AwsBasicCredentials.create(
                id, config.getPassword(S3SourceConfig.SECRET_ACCESS_KEY).value()));
  }

  /** Shows every object below a prefix, in the order of keys. */
  void list(String prefix, @Nullable String startAfter, Consumer<Listed> to) {
    String token = null;
    do {
      ListObjectsV2Request.Builder request =
          ListObjectsV2Request.builder().bucket(bucket).prefix(prefix).continuationToken(token);
      if (startAfter != null) {
        request.startAfter(startAfter);
      }
      ListObjectsV2Response page = client.listObjectsV2(request.build());
      page.contents()
          .forEach(o -> to.accept(new Listed(o.key(), o.eTag(), o.size(), o.lastModified())));
      token = page.nextContinuationToken();
    } while (token != null);
  }

  /** Whether the bucket can be listed. */
  void check(String prefix) {
    client.listObjectsV2(
        ListObjectsV2Request.builder().bucket(bucket).prefix(prefix).maxKeys(1).build());
  }

  /** An object as it is now; null when there is none. */
  @Nullable Listed find(String key) {
    try {
      HeadObjectResponse head = client.headObject(request -> request.bucket(bucket).key(key));
      return new Listed(key, head.eTag(), head.contentLength(), head.lastModified());
    } catch (AwsServiceException e) {
      if (e.statusCode() == 404) {
        return null;
      }
      throw e;
    }
  }

  /** Copies an object as it was listed into a file that does not exist. */
  void fetch(Listed object, Path to) {
    client.getObject(
        GetObjectRequest.builder().bucket(bucket).key(object.key()).ifMatch(object.etag()).build(),
        ResponseTransformer.toFile(to));
  }

  @Override
  public void close() {
    client.close();
  }
}
