package dev.pubwatch.formats.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.pubwatch.events.TokenEvent;
import dev.pubwatch.formats.CredentialHasher;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.Parsed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** What a running Verdaccio 6.8 was seen to log. */
class VerdaccioLogTest {
  private static final FormatContext CONTEXT =
      new FormatContext(new CredentialHasher(new byte[16]), null, null);

  private static List<SpecificRecord> parse(
      long time, String request, String user, String remote, int status, int out) {
    int space = request.indexOf(' ');
    String line =
        """
        {"time":%d,"request":{"method":"%s","url":"%s"},"user":%s,"remoteIP":"%s","status":%d,\
        "bytes":{"in":38,"out":%d}}"""
            .formatted(
                time,
                request.substring(0, space),
                request.substring(space + 1),
                user,
                remote,
                status,
                out);
    Parsed parsed = new VerdaccioLog().parse(line.getBytes(StandardCharsets.UTF_8), CONTEXT);
    return ((Parsed.Events) parsed).events();
  }

  private static String refusal(long time, String remote) {
    return ((TokenEvent) parse(time, "GET /-/npm/v1/tokens", "null", remote, 401, 41).get(0))
        .getEventId();
  }

  @Test
  void aRefusalThatIsLoggedTwiceIsOneEvent() {
    long time = 1_795_457_982_685L;
    assertEquals(refusal(time, "127.0.0.1"), refusal(time + 1, "127.0.0.1"));
    assertNotEquals(refusal(time, "127.0.0.1"), refusal(time, "127.0.0.2"));
    assertNotEquals(refusal(time, "127.0.0.1"), refusal(time + 100, "127.0.0.1"));
  }

  @Test
  void wrongPasswordsAreCountedOneByOne() {
    String request = "PUT /-/user/org.couchdb.user:alice";
    TokenEvent one = (TokenEvent) parse(1_000, request, "null", "127.0.0.1", 401, 37).get(0);
    TokenEvent two = (TokenEvent) parse(1_001, request, "null", "127.0.0.1", 401, 37).get(0);
    assertEquals("login:failure", one.getAction());
    assertNotEquals(one.getEventId(), two.getEventId());
  }

  @Test
  void whoamiIsAUseOfATokenOnlyWhereSomebodyIsNamed() {
    assertEquals(1, parse(1_000, "GET /-/whoami", "\"alice\"", "127.0.0.1", 200, 26).size());
    assertEquals(0, parse(1_000, "GET /-/whoami", "null", "127.0.0.1", 200, 3).size());
  }
}
