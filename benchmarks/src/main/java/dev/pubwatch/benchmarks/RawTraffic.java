package dev.pubwatch.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Raw records with the fields and about the size of real ones, seeded. */
final class RawTraffic {
  private static final long START = 1_772_366_400_000L;

  private static final String GITHUB =
      """
      {"@timestamp":%1$d,"_document_id":"%2$s","action":"workflows.completed_workflow_run",\
      "actor":"user%3$d","actor_id":%3$d,"actor_ip":"203.0.113.%4$d","actor_location":\
      {"country_code":"US"},"actor_is_bot":false,"business":"acme","business_id":1,\
      "completed_at":"2026-03-01T12:00:00.000Z","conclusion":"success","created_at":%1$d,\
      "event":"push","hashed_token":"%2$sAAAAAAAAAAAAAAAAAAAAAAAAAAA=","head_branch":"main",\
      "head_sha":"5acdeadbeef64d1a62388e901e5cdc9358644b37","name":"build","operation_type":"modify",\
      "org":"acme","org_id":7,"programmatic_access_type":"GitHub App server-to-server token",\
      "repo":"acme/shop%3$d","repo_id":%3$d,"run_attempt":1,"run_number":%4$d,\
      "started_at":"2026-03-01T11:58:00.000Z","token_id":%3$d,"token_scopes":"repo,read:org",\
      "user_agent":"GitHubActions/2.311.0","workflow_id":%3$d,"workflow_run_id":%1$d}\
      """;

  private static final String CLOUDTRAIL =
      """
      {"eventVersion":"1.08","userIdentity":{"type":"AssumedRole","principalId":"AROAEXAMPLE%3$d:ci",\
      "arn":"arn:aws:sts::123456789012:assumed-role/deploy%3$d/ci","accountId":"123456789012",\
      "accessKeyId":"ASIAEXAMPLE%3$d","sessionContext":{"sessionIssuer":{"type":"Role",\
      "principalId":"AROAEXAMPLE%3$d","arn":"arn:aws:iam::123456789012:role/deploy%3$d",\
      "accountId":"123456789012","userName":"deploy%3$d"},"attributes":{"creationDate":\
      "2026-03-01T11:00:00Z","mfaAuthenticated":"false"}}},"eventTime":"%5$s",\
      "eventSource":"ecr.amazonaws.com","eventName":"PutImage","awsRegion":"us-east-1",\
      "sourceIPAddress":"203.0.113.%4$d","userAgent":"[aws-cli/2.15.0 Python/3.11.6]",\
      "requestParameters":{"repositoryName":"shop/app%3$d","imageTag":"1.%4$d","registryId":\
      "123456789012"},"responseElements":{"image":{"repositoryName":"shop/app%3$d","imageId":\
      {"imageDigest":"sha256:00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff",\
      "imageTag":"1.%4$d"},"registryId":"123456789012"}},"requestID":"%2$s","eventID":"%2$s",\
      "readOnly":false,"resources":[{"accountId":"123456789012","ARN":\
      "arn:aws:ecr:us-east-1:123456789012:repository/shop/app%3$d"}],"eventType":"AwsApiCall",\
      "managementEvent":true,"recipientAccountId":"123456789012","eventCategory":"Management",\
      "tlsDetails":{"tlsVersion":"TLSv1.3","cipherSuite":"TLS_AES_128_GCM_SHA256",\
      "clientProvidedHostHeader":"api.ecr.us-east-1.amazonaws.com"}}\
      """;

  private RawTraffic() {}

  static List<byte[]> records(String format, int count) {
    String shape = format.equals("cloudtrail") ? CLOUDTRAIL : GITHUB;
    Random random = new Random(1);
    List<byte[]> records = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      long time = START + i * 1_000L;
      String id = "%016x".formatted(random.nextLong());
      String text =
          shape.formatted(
              time, id, random.nextInt(500), random.nextInt(250), Instant.ofEpochMilli(time));
      records.add(text.getBytes(StandardCharsets.UTF_8));
    }
    return records;
  }
}
