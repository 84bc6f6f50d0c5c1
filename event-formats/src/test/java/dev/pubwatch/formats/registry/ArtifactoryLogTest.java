package dev.pubwatch.formats.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.events.PublishEvent;
import dev.pubwatch.events.TokenEvent;
import dev.pubwatch.formats.CredentialHasher;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.Parsed;
import java.nio.charset.StandardCharsets;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines of text; webhooks and the router's JSON are among the samples of every format. */
class ArtifactoryLogTest {
  private static final FormatContext CONTEXT =
      new FormatContext(new CredentialHasher(new byte[16]), null, null);

  @Test
  void aRequestTellsAddressAndClientOfWhoIsSignedIn() {
    TokenEvent event =
        (TokenEvent)
            one(
                "2026-03-01T10:00:00.123Z|8c1|203.0.113.7|alice|PUT|/api/npm/local/x|201|12|0|35|"
                    + "npm/10.1.0 node/v20");
    assertEquals("token:use", event.getAction());
    assertEquals("203.0.113.7", event.getOrigin().getIp());
    assertEquals("npm", event.getOrigin().getClient());
  }

  @Test
  void aBarInTheClientsOwnWordsIsNoField() {
    TokenEvent event =
        (TokenEvent)
            one("2026-03-01T10:00:00Z|8c1|203.0.113.7|alice|GET|/x|200|0|9|35|npm/11.1.0 | x|y");
    assertEquals("npm/11.1.0 | x|y", event.getOrigin().getUserAgent());
  }

  @Test
  void anonymousRequestsAreOfInterestOnlyWhenRefused() {
    String line = "2026-03-01T10:00:00.123Z|8c1|203.0.113.7|anonymous|GET|/x|%s|-1|0|35|curl/8";
    assertEquals(Parsed.nothing(), parse(line.formatted("200")));
    assertEquals("other:access_denied", ((TokenEvent) one(line.formatted("403"))).getAction());
  }

  @Test
  void aDeploymentNamesItsArtifact() {
    PublishEvent event =
        (PublishEvent)
            one(
                "2026-03-01T10:00:02.123Z [8c1] [ACCEPTED DEPLOY]"
                    + " libs:com/acme/lib/1.0/lib-1.0.jar for client : alice / 203.0.113.7 [jwt]");
    assertEquals("pkg:maven/com.acme/lib", event.getProject());
    assertEquals("1.0", event.getVersion());
    assertEquals("libs", event.getOwner());
  }

  @Test
  void aRefusedLoginHasItsAddress() {
    TokenEvent event =
        (TokenEvent)
            one("2026-03-01T10:00:03Z [8c1] [DENIED LOGIN]  for client : bob / 2001:db8::1.");
    assertEquals("login:failure", event.getAction());
    assertEquals("2001:db8::1", event.getOrigin().getIp());
  }

  @Test
  void theSecurityAuditNamesTheToken() {
    TokenEvent event =
        (TokenEvent) one("2026-03-01T10:00:04Z|tok-1|203.0.113.7|alice|alice|bob|TOKEN|CREATE|{}");
    assertEquals("token:create", event.getAction());
    assertEquals("artifactory-token/tok-1", event.getCredential().getId());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a|b",
        "no time|8c1|203.0.113.7|alice|PUT|/x|201|12|0|35|npm",
        "2026-13-01T10:00:00Z|8c1|203.0.113.7|alice|PUT|/x|201|12|0|35|npm",
        "2026-03-01T10:00:03Z [8c1] [ACCEPTED LOGIN] nothing more",
      })
  void otherLinesAreRejected(String line) {
    assertInstanceOf(Parsed.Reject.class, parse(line));
  }

  @Test
  void aLineMadeToBeSlowIsNot() {
    String hostile = "2026-03-01T10:00:03Z [t] [ACCEPTED DEPLOY] " + "for client : ".repeat(300);
    assertInstanceOf(Parsed.Reject.class, parse(hostile));
  }

  private static SpecificRecord one(String line) {
    Parsed parsed = parse(line);
    assertTrue(parsed instanceof Parsed.Events, () -> parsed + " of " + line);
    return ((Parsed.Events) parsed).events().get(0);
  }

  private static Parsed parse(String line) {
    return new ArtifactoryLog().parse(line.getBytes(StandardCharsets.UTF_8), CONTEXT);
  }
}
