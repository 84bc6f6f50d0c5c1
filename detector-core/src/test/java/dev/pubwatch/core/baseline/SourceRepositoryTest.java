package dev.pubwatch.core.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.pubwatch.core.Event;
import dev.pubwatch.core.EventKind;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.RepositoryMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceRepositoryTest {
  @ParameterizedTest
  @CsvSource({
    "octo-org/octo/.github/workflows/release.yml@refs/heads/main, github.com/octo-org/octo",
    "https://github.com/octo-org/octo.js.git, github.com/octo-org/octo.js",
    "git+https://gitlab.example.org/a/b, gitlab.example.org/a/b",
    "github:octo/lib, github.com/octo/lib",
    "gitlab:octo/lib, gitlab.com/octo/lib",
    "repo:octo/lib:ref:refs/heads/main, github.com/octo/lib",
    "github.com/octo/lib, github.com/octo/lib",
  })
  void claimsAreReadAsTheyAreWritten(String claim, String repository) {
    assertEquals(repository, SourceRepository.repository(claim));
  }

  @ParameterizedTest
  @ValueSource(strings = {"github", "", "/", "a/", "a b/c", "https://"})
  void whatNamesNoRepositoryClaimsNone(String claim) {
    assertNull(SourceRepository.repository(claim));
  }

  private static Observation release(@Nullable String claim) {
    return new Observation(
        Event.builder("e", EventKind.PUBLISH, "npm", 1, "release:publish")
            .project("pkg:npm/%40acme/a")
            .attributes(claim == null ? Map.of() : Map.of("workflow_ref", claim))
            .build());
  }

  @Test
  void oneReleaseFromElsewhereDoesNotMoveThePackage() {
    SourceRepository known = null;
    for (int i = 0; i < 5; i++) {
      known = SourceRepository.observe(known, release("acme/a/w.yml@v1"), RepositoryMap.NONE);
    }
    Observation odd = release("mallory/a/w.yml@v1");
    known = SourceRepository.observe(known, odd, RepositoryMap.NONE);
    assertEquals(List.of("github.com/acme/a", "github.com/mallory/a"), odd.repositories());
    Observation bare = release(null);
    SourceRepository.observe(known, bare, RepositoryMap.NONE);
    assertEquals(List.of("github.com/acme/a"), bare.repositories());
  }

  @Test
  void theOperatorsMapStandsBesideIt() {
    Observation bare = release(null);
    RepositoryMap map =
        new RepositoryMap(
            Map.of("pkg:npm/*", "github.com/x/all", "pkg:npm/%40acme/*", "github.com/acme/mono"));
    SourceRepository.observe(null, bare, map);
    assertEquals(List.of("github.com/acme/mono"), bare.repositories());
    assertNull(map.of("pkg:pypi/a"));
  }
}
