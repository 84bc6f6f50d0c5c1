package dev.pubwatch.cli.backtest.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelsTest {
  @ParameterizedTest
  @CsvSource({
    "@scope/name, pkg:npm/%40scope/name, 1.0.0, release:publish",
    "pkg:npm/%40scope/name, pkg:npm/%40scope/name, 1.0.0, release:publish",
    "requests, pkg:pypi/requests, 1.0.0, file:add",
    "c++, pkg:cargo/c%2B%2B, 1.0.0, release:publish",
    "team/image, pkg:docker/team/image?repository_url=r.example, 1.0.0, release:publish",
  })
  void aReleaseIsFoundByPackageAndVersion(
      String name, String project, String version, String action) {
    Labels labels = Fixtures.labels(label(Subject.ofRelease(name, version)));
    assertNotNull(labels.find(event("e", project, version, action)));
    assertNull(labels.find(event("e", project, "1.0.1", action)));
    assertNull(labels.find(event("e", "pkg:npm/another", version, action)));
  }

  @Test
  void aYankOfAMaliciousVersionIsNotMalicious() {
    Labels labels = Fixtures.labels(label(Subject.ofRelease("a", "1")));
    assertNull(labels.find(event("e", "pkg:npm/a", "1", "release:yank")));
  }

  @ParameterizedTest
  @CsvSource({"git/org/repo", "github.com/org/repo", "org/repo"})
  void aCommitIsFoundWithOrWithoutItsHost(String project) {
    Labels labels = Fixtures.labels(label(Subject.ofCommit("org/repo", "c0ffee")));
    assertNotNull(labels.find(event("git:org/repo@c0ffee", project, null, "workflow:update")));
    assertNull(labels.find(event("git:org/repo@decaf", project, null, "workflow:update")));
    assertNull(labels.find(event("git:org/repo@c0ffee", project + "2", null, "workflow:update")));
  }

  @Test
  void anEventIsFoundByItsId() {
    Labels labels = Fixtures.labels(label(Subject.ofEvent("audit:7")));
    assertNull(labels.ofEvent("audit:8"));
    assertNotNull(labels.find(event("audit:7", null, null, "token:use")));
    assertNotNull(labels.ofEvent("audit:7"));
    assertEquals(List.of(), labels.count().unnamed());
  }

  @Test
  void aContradictionIsTold() {
    Labels labels = new Labels();
    Label first = new Label("event a", "c", true, "f:1");
    assertNull(labels.add(first));
    assertNull(labels.add(new Label("event a", "c", true, "f:2")));
    assertSame(first, labels.add(new Label("event a", "c", false, "f:3")));
    assertSame(first, labels.add(new Label("event a", "d", true, "f:4")));
    assertEquals(1, labels.count().read());
  }

  private static Label label(String subject) {
    return new Label(subject, "c", true, "f:1");
  }

  private static ScoredEvent event(
      String id, @Nullable String project, @Nullable String version, String action) {
    return new ScoredEvent(id, project, version, 0, "publish", action, 1);
  }
}
