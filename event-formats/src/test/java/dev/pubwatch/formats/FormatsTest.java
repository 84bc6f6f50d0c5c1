package dev.pubwatch.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormatsTest {

  @Test
  void listsTheContractsNames() {
    List<String> contract =
        List.of(
            ("pubwatch npm-publish-log npm-packument git-workflow-log github-audit github-webhook"
                    + " gitlab-audit cloudtrail cloudflare-audit oci-notifications"
                    + " dockerhub-webhook harbor-webhook harbor-audit verdaccio-log"
                    + " warehouse-events warehouse-journals crates-io rubygems-events nexus-audit"
                    + " artifactory-log gitea-webhook okta-log secret-scanning")
                .split(" ", -1));
    assertTrue(
        Formats.names().containsAll(contract), () -> "missing of the contract's: " + contract);
    assertEquals(Formats.names().size(), new HashSet<>(Formats.names()).size());
  }

  @Test
  void aWrongNameIsAnsweredWithTheNearestAndAll() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Formats.byName("npm-pubish\u001b[31m"));
    String message = String.valueOf(e.getMessage());
    assertTrue(
        message.startsWith(
            "no format is called 'npm-pubish\\u001b[31m'; did you mean npm-publish-log?"
                + " Formats: pubwatch, npm-publish-log, "),
        message);
  }
}
