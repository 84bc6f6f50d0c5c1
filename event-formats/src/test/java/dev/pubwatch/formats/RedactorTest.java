package dev.pubwatch.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {

  static List<String> secrets() {
    return Secrets.ALL;
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void takesOutATokenOfKnownShapeWhereverItStands(String secret) {
    for (String around :
        List.of("%s", "a %s b", "(%s)", "x=%s;", "\"%s\"", "line\\n%s\\r", "%%20%s%%20")) {
      String redacted = Redactor.redact(around.formatted(secret));
      assertFalse(redacted.contains(secret), redacted);
      assertFalse(redacted.contains(secret.substring(8)), redacted);
      assertTrue(redacted.contains("[redacted:"), redacted);
      assertEquals(redacted, Redactor.redact(redacted));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Authorization: Bearer abcDEF123456                  | abcDEF123456
          authorization=Basic dXNlcjpwYXNz                    | dXNlcjpwYXNz
          https://user:hunter22@registry.example/x            | hunter22
          https://deploytoken99@registry.example/x            | deploytoken99
          NPM_TOKEN=s3cr3tvalue npm publish                   | s3cr3tvalue
          --password 'x' --token=abcd1234                     | abcd1234
          {"password":"correct horse"}                        | correct
          {"password":"pass, phrase {of} words"}              | words
          {"password":"with \\" a quote"}                    | quote
          {\\"passphrase\\":\\"of several words\\",\\"a\\":1}   | words
          secret: 'of several words'                          | words
          {\\"client_secret\\":\\"correct-horse\\"}           | correct-horse
          api-key: 0011223344                                 | 0011223344
          //registry.example/:_authToken=00000000-1111-2222   | 00000000-1111
          token%3Dabcd1234                                    | abcd1234
          {"url":"/-/user/token/c2FtcGxl%3D%3D"               | c2FtcGxl
          https://hooks.slack.com/services/T000/B000/q8W2e9R4 | q8W2e9R4
          AKIAABCDEFGHIJKLMNOP:abcdefghijklmnopqrstuvwxyz0123456789ABCD | abcdefghijklmnop
          """)
  void takesOutWhatIsNamedAsASecret(String text, String secret) {
    String redacted = Redactor.redact(text);
    assertFalse(redacted.contains(secret), redacted);
    assertEquals(redacted, Redactor.redact(redacted));
  }

  @Test
  void takesOutPrivateKeysWithOrWithoutTheirEnd() {
    String begin = "-----BEGIN RSA " + "PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\n";
    String key = begin + "MIIEowIBAAKCAQEA\nabcdef==\n";
    String end = "-----END RSA " + "PRIVATE KEY-----";
    assertEquals("a [redacted:private-key] b", Redactor.redact("a " + key + end + " b"));
    assertFalse(Redactor.redact(key).contains("MIIE"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "short",
        "npm/11.19.1 node/v20.20.2 linux x64 workspaces/false",
        "arn:aws:secretsmanager:us-east-1:111122223333:secret:npm-publish-abc",
        "repo:braces/left:ref:refs/heads/main",
        "git+ssh://git@github.com/braces/left.git",
        "http://registry.example:8080/@scope/name",
        "pkg:npm/task-runner-for-something-quite-long",
        "pypi-publish-helper-with-a-long-name",
        "basic authentication failed",
        "sha256:61edfeb6728bb99bc3d6508d74fdc5eacb4ef5db9800faa8ad3a912b7a3e1a65",
        "33f47dcecaf290fa0123456789abcdef01234567",
        "2026-01-02T03:04:05.678Z",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36"
      })
  void leavesOrdinaryTextAlone(String text) {
    assertSame(text, Redactor.redact(text));
  }

  @Test
  void knowsNamesOfSecretFields() {
    for (String name :
        List.of("password", "clientSecret", "sessionToken", "API_KEY", "x-api_key")) {
      assertTrue(Redactor.isSecretName(name), name);
    }
    for (String name : List.of("hashed_token", "token_id", "secrets_passed", "key", "tokens")) {
      assertFalse(Redactor.isSecretName(name), name);
    }
  }

  /** A bound generous enough for a busy machine: exponential work would take years, not seconds. */
  @Test
  void noTextMakesItExplode() {
    List<String> seeds =
        List.of(
            "eyJ",
            "eyJa.",
            "gh",
            "ghp_",
            "://",
            "://a",
            "token=",
            "token=\"",
            "secret: ",
            "bearer ",
            "-----BEGIN PRIVATE KEY-----",
            "-----BEGIN ",
            "-",
            "AKIAABCDEFGHIJKLMNOP:",
            "cio",
            "a",
            "\\n",
            "%3d",
            "[redacted:",
            "hooks.slack.com/a/",
            "passwdpasswordpwd");
    Random random = new Random(7);
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          for (String seed : seeds) {
            Redactor.redact(seed.repeat((1 << 16) / seed.length()));
            StringBuilder mixed = new StringBuilder();
            while (mixed.length() < 1 << 16) {
              mixed.append(seed).append(seeds.get(random.nextInt(seeds.size())));
            }
            Redactor.redact(mixed.toString());
          }
        });
  }
}
