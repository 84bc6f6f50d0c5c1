package dev.pubwatch.connect.s3;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Messages as AWS documents them. */
final class Notes {
  private static final ObjectMapper JSON = new ObjectMapper();

  static final String TEST =
      """
      {"Service":"Amazon S3","Event":"s3:TestEvent","Time":"2026-01-11T05:00:00.000Z",\
      "Bucket":"logs","RequestId":"5582815E1AEA5ADF","HostId":"8cLeGAmw098X5cv4Zkwcmo8vvZa3eH3e"}""";

  private Notes() {}

  /** S3's own message of objects that were written. */
  static String created(String bucket, String... keys) {
    return Arrays.stream(keys)
        .map(key -> record("ObjectCreated:Put", bucket, key))
        .collect(Collectors.joining(",", "{\"Records\":[", "]}"));
  }

  static String removed(String bucket, String key) {
    return "{\"Records\":[" + record("ObjectRemoved:Delete", bucket, key) + "]}";
  }

  private static String record(String name, String bucket, String key) {
    return """
        {"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"eu-west-1","eventTime":\
        "2026-01-11T05:00:00.000Z","eventName":"%s","userIdentity":{"principalId":"AWS:AROA1"},\
        "requestParameters":{"sourceIPAddress":"203.0.113.7"},"responseElements":{},\
        "s3":{"s3SchemaVersion":"1.0","configurationId":"all","bucket":{"name":"%s",\
        "ownerIdentity":{"principalId":"A3NL1"},"arn":"arn:aws:s3:::%s"},"object":{"key":"%s",\
        "size":1024,"eTag":"d41d8cd98f00b204e9800998ecf8427e","sequencer":"0055AED6DCD90281E5"}}}"""
        .formatted(name, bucket, bucket, encoded(key));
  }

  /** S3 encodes as a form does, but leaves slashes. */
  private static String encoded(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
  }

  /** In the envelope of SNS. */
  static String bySns(String message) {
    return JSON.createObjectNode()
        .put("Type", "Notification")
        .put("MessageId", "da41e39f-ea4d-435a-b922-c6aae3915ebe")
        .put("TopicArn", "arn:aws:sns:eu-west-1:123456789012:logs")
        .put("Subject", "Amazon S3 Notification")
        .put("Message", message)
        .put("Timestamp", "2026-01-11T05:00:00.000Z")
        .put("SignatureVersion", "1")
        .toString();
  }

  static String byEventBridge(String type, String bucket, String key) {
    return """
        {"version":"0","id":"17793124-05d4-b198-2fde-7ededc63b103","detail-type":"%s","source":\
        "aws.s3","account":"123456789012","time":"2026-01-11T05:00:00Z","region":"eu-west-1",\
        "resources":["arn:aws:s3:::%s"],"detail":{"version":"0","bucket":{"name":"%s"},"object":\
        {"key":"%s","size":5,"etag":"b57f9512698f4b09e608f4f2a65852e5","sequencer":"617f08299329d1"},\
        "request-id":"N4N7GDK58NMKJ12R","requester":"123456789012","reason":"PutObject"}}"""
        .formatted(type, bucket, bucket, key);
  }
}
