package dev.pubwatch.connect.s3;

import static org.apache.kafka.common.config.ConfigDef.Range.between;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.NonEmptyString;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.jspecify.annotations.Nullable;

/** The settings of a queue that gets a bucket's event notifications. */
final class QueueSettings {
  private static final String QUEUE = "Queue";

  /** Hosts of AWS, such as sqs.eu-west-1.amazonaws.com. */
  private static final Pattern REGIONAL =
      Pattern.compile("(?:^|\\.)sqs(?:-fips)?\\.([a-z0-9-]+)\\..*amazonaws\\.com(?:\\.cn)?$");

  private QueueSettings() {}

  static void define(ConfigDef definition) {
    definition
        .define(
            S3SourceConfig.QUEUE_URL,
            ConfigDef.Type.STRING,
            null,
            new NonEmptyString(),
            Importance.MEDIUM,
            "Address of the queue (SQS) that gets the bucket's event notifications, from S3, through"
                + " SNS or from EventBridge; not set: the bucket is listed. The queue must be for"
                + " this connector alone. One task reads it.",
            QUEUE,
            1,
            Width.LONG,
            "Queue")
        .define(
            S3SourceConfig.QUEUE_WAIT_SECONDS,
            ConfigDef.Type.INT,
            3,
            between(1, 20),
            Importance.LOW,
            "How long to wait for a message in one request. A task stops after that at the latest:"
                + " keep it below the worker's task.shutdown.graceful.timeout.ms.",
            QUEUE,
            2,
            Width.SHORT,
            "Wait (s)")
        .define(
            S3SourceConfig.QUEUE_VISIBILITY_SECONDS,
            ConfigDef.Type.INT,
            300,
            between(10, 43_200),
            Importance.LOW,
            "How long a message is kept from others. While its objects are read and until Connect"
                + " has stored their offsets it is prolonged at each third of that; a task that"
                + " died gets the message again after it.",
            QUEUE,
            3,
            Width.SHORT,
            "Visibility timeout (s)");
  }

  /** What is wrong with a queue's address; null when nothing is. */
  static @Nullable String fault(@Nullable String url) {
    if (url == null) {
      return null;
    }
    try {
      URI uri = URI.create(url);
      String scheme = String.valueOf(uri.getScheme());
      boolean sound =
          scheme.matches("https?")
              && uri.getHost() != null
              && uri.getUserInfo() == null
              && String.valueOf(uri.getPath()).length() > 1;
      return sound
          ? null
          : "must be http or https with a host and the queue's path, without user and password,"
              + " such as https://sqs.eu-west-1.amazonaws.com/123456789012/logs";
    } catch (IllegalArgumentException e) {
      return "is no address: " + e.getMessage();
    }
  }

  /** The region that a queue's address names, or else another. */
  static String region(@Nullable String url, String otherwise) {
    String host = url == null ? null : URI.create(url).getHost();
    Matcher regional = REGIONAL.matcher(host == null ? "" : host);
    return regional.find() ? regional.group(1) : otherwise;
  }
}
