package dev.pubwatch.connect.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.pubwatch.connect.s3.Notification.Created;
import dev.pubwatch.connect.s3.Notification.MalformedException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NotificationTest {
  private static final String KEY = "a b/ü+c=1.json.gz";
  private static final Notification ONE = new Notification(List.of(new Created("logs", KEY)), 0);
  private static final Notification OTHER = new Notification(List.of(), 1);

  @Test
  void decodesTheKeysOfS3() throws MalformedException {
    assertEquals(ONE, Notification.parse(Notes.created("logs", KEY)));
    assertEquals(2, Notification.parse(Notes.created("logs", "a", "b")).created().size());
  }

  @Test
  void unwrapsTheEnvelopeOfSns() throws MalformedException {
    assertEquals(ONE, Notification.parse(Notes.bySns(Notes.created("logs", KEY))));
    String event = Notes.byEventBridge("Object Created", "logs", KEY);
    assertEquals(ONE, Notification.parse(Notes.bySns(event)));
  }

  @Test
  void takesTheKeysOfEventBridgeAsTheyAre() throws MalformedException {
    assertEquals(ONE, Notification.parse(Notes.byEventBridge("Object Created", "logs", KEY)));
    Created percent = new Created("logs", "100%25.json");
    assertEquals(
        List.of(percent),
        Notification.parse(Notes.byEventBridge("Object Created", "logs", "100%25.json")).created());
  }

  @Test
  void readsTheNotificationsOfCloudTrail() throws MalformedException {
    String message = "{\"s3Bucket\":\"logs\",\"s3ObjectKey\":[\"%s\"]}".formatted(KEY);
    assertEquals(ONE, Notification.parse(Notes.bySns(message)));
    assertEquals(ONE, Notification.parse(message));
  }

  @Test
  void readsTheNotificationsOfMinio() throws MalformedException {
    String message =
        """
        {"EventName":"s3:ObjectCreated:Put","Key":"logs/a/b.json","Records":[{"eventVersion":"2.0",\
        "eventSource":"minio:s3","eventName":"s3:ObjectCreated:Put","s3":{"bucket":{"name":"logs"},\
        "object":{"key":"a%2Fb.json"}}}]}""";
    assertEquals(List.of(new Created("logs", "a/b.json")), Notification.parse(message).created());
  }

  @Test
  void passesOverWhatIsNotAboutAnObjectThatWasWritten() throws MalformedException {
    assertEquals(OTHER, Notification.parse(Notes.TEST));
    assertEquals(OTHER, Notification.parse(Notes.bySns(Notes.TEST)));
    assertEquals(OTHER, Notification.parse(Notes.bySns("CloudTrail validation message.")));
    assertEquals(OTHER, Notification.parse("CloudTrail validation message."));
    assertEquals(OTHER, Notification.parse(Notes.removed("logs", KEY)));
    assertEquals(OTHER, Notification.parse(Notes.byEventBridge("Object Deleted", "logs", KEY)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "hunter2",
        "{}",
        "{\"Records\":{}}",
        "{\"Records\":[{}]}",
        "{\"Records\":[7]}",
        "{\"Records\":[{\"eventSource\":\"aws:s3\",\"eventName\":\"ObjectCreated:Put\"}]}",
        "{\"Records\":[{\"eventSource\":\"aws:s3\",\"eventName\":\"ObjectCreated:Put\",\"s3\":"
            + "{\"bucket\":{\"name\":\"logs\"},\"object\":{\"key\":\"%zz\"}}}]}",
        "{\"Type\":\"Notification\",\"Message\":\"hunter2\"}",
        "{\"Type\":\"Notification\",\"Message\":7}",
        "{\"Type\":\"SubscriptionConfirmation\",\"Message\":\"{}\"}",
        "{\"detail-type\":\"Object Created\",\"source\":\"aws.s3\",\"detail\":{}}",
        "{\"s3Bucket\":\"logs\",\"s3ObjectKey\":\"a\"}"
      })
  void namesWhatIsWrongWithoutTheText(String body) {
    MalformedException fault =
        assertThrows(MalformedException.class, () -> Notification.parse(body));
    assertFalse(String.valueOf(fault.getMessage()).contains("hunter2"));
  }

  @Test
  void refusesAKeyThatNoObjectCanHave() throws MalformedException {
    Notification.parse(Notes.created("logs", "k".repeat(1024)));
    assertThrows(
        MalformedException.class,
        () -> Notification.parse(Notes.created("logs", "k".repeat(1025))));
  }

  @Test
  void refusesWhatIsDeep() {
    String deep = "{\"Records\":" + "[".repeat(100_000);
    assertThrows(MalformedException.class, () -> Notification.parse(deep));
  }
}
