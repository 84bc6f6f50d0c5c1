package dev.pubwatch.connect.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QueueSettingsTest {
  private static final String URL = "https://sqs.eu-west-1.amazonaws.com/123456789012/logs";

  @ParameterizedTest
  @CsvSource({
    "https://sqs.eu-west-1.amazonaws.com/1/q, eu-west-1",
    "https://sqs-fips.us-gov-west-1.amazonaws.com/1/q, us-gov-west-1",
    "https://sqs.cn-north-1.amazonaws.com.cn/1/q, cn-north-1",
    "https://vpce-0a-1.sqs.eu-central-1.vpce.amazonaws.com/1/q, eu-central-1",
    "http://localhost:9324/1/q, us-east-1"
  })
  void theAddressNamesTheRegion(String url, String region) {
    assertEquals(region, QueueSettings.region(url, "us-east-1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"logs", "sqs://a/b", "https://a", "https://a/", "https://u:p@a/b", "a b"})
  void refusesWhatIsNoQueue(String url) {
    assertTrue(config(Map.of(S3SourceConfig.QUEUE_URL, url)).faults().containsKey("queue.url"));
  }

  @Test
  void defaultsAndMapping() {
    assertNull(config(Map.of()).queueUrl());
    S3SourceConfig config = config(Map.of(S3SourceConfig.QUEUE_URL, URL));
    assertEquals(Map.of(), config.faults());
    assertEquals(URL, config.queueUrl());
    assertEquals(3, config.getInt(S3SourceConfig.QUEUE_WAIT_SECONDS));
    assertEquals(300, config.getInt(S3SourceConfig.QUEUE_VISIBILITY_SECONDS));
    assertEquals(Map.of("bucket", "logs", "queue", URL), config.queuePartition(URL));
  }

  @Test
  void aQueueTellsOfAllAccountsAtOnce() {
    Map<String, String> all = Map.of(S3SourceConfig.PREFIXES, "AWSLogs/");
    assertTrue(config(all).faults().containsKey(S3SourceConfig.PREFIXES));
    Map<String, String> queued = new HashMap<>(all);
    queued.put(S3SourceConfig.QUEUE_URL, URL);
    assertEquals(Map.of(), config(queued).faults());
  }

  @ParameterizedTest
  @CsvSource({
    "queue.wait.seconds,0",
    "queue.wait.seconds,21",
    "queue.visibility.seconds,9",
    "queue.visibility.seconds,43201",
    "queue.url,''"
  })
  void refusesWhatSqsDoes(String name, String value) {
    assertThrows(ConfigException.class, () -> config(Map.of(name, value)));
  }

  @Test
  void oneTaskReadsAQueue() {
    S3SourceConnector connector = new S3SourceConnector();
    Map<String, String> settings = S3SourceTaskTest.settings("http://localhost:0");
    settings.put(S3SourceConfig.LAYOUT, "plain");
    settings.put("format", "cloudtrail");
    settings.put(S3SourceConfig.PREFIXES, "a/,b/");
    connector.start(settings);
    assertEquals(2, connector.taskConfigs(4).size());
    assertEquals(ExactlyOnceSupport.SUPPORTED, connector.exactlyOnceSupport(settings));
    settings.put(S3SourceConfig.QUEUE_URL, URL);
    connector.start(settings);
    assertEquals(List.of(settings), connector.taskConfigs(4));
    assertEquals(ExactlyOnceSupport.UNSUPPORTED, connector.exactlyOnceSupport(settings));
  }

  @Test
  void checksOffsetsOfAQueue() {
    S3Offsets.check(Map.of("bucket", "logs", "queue", URL), Map.of("from", "2026-01-11T05:00:00Z"));
    ConnectException fault =
        assertThrows(ConnectException.class, () -> S3Offsets.check(Map.of("queue", URL), null));
    assertFalse(String.valueOf(fault.getMessage()).isEmpty());
  }

  private static S3SourceConfig config(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(S3SourceTaskTest.settings("http://localhost:0"));
    settings.putAll(more);
    return new S3SourceConfig(settings);
  }
}
