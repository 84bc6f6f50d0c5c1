package dev.pubwatch.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.events.Alert;
import dev.pubwatch.events.EvidenceEvent;
import dev.pubwatch.events.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class HtmlReportTest {
  private static final ReportFacts FACTS =
      new ReportFacts("npm, 2022", 165_928, 3, Samples.T0.minusSeconds(86_400), null);

  @TempDir Path folder;

  @Test
  void showsEachAlertInItsLatestRevision() throws Exception {
    Alert first = Samples.alert("pw-1", 1, Severity.low, Samples.T0);
    Alert second = Samples.alert("pw-1", 2, Severity.high, Samples.T0.plusSeconds(5));
    Document page = Xml.parse(report(List.of(second, first)));
    assertEquals(1, Xml.all(page, "article").size());
    assertEquals(List.of("1 high", "high", "high"), Xml.texts(page, "span"));
    assertTrue(Xml.texts(page, "dd").contains("pw-1, revision 2"));
  }

  @Test
  void tellsTheNumbersOfTheRun() throws Exception {
    Document page = Xml.parse(report(Samples.some(12)));
    assertEquals("npm, 2022", Xml.texts(page, "title").get(0));
    assertEquals(
        List.of("165,928", "3", "12", "2022-02-28 09:30:00 UTC"),
        Xml.texts(page, "dd").subList(0, 4));
  }

  @Test
  void tableLeadsToTheDetails() throws Exception {
    Document page = Xml.parse(report(Samples.some(12)));
    List<String> ids =
        Xml.all(page, "article").stream().map(a -> "#" + a.getAttribute("id")).toList();
    List<String> links = Xml.all(page, "a").stream().map(a -> a.getAttribute("href")).toList();
    assertEquals(12, ids.size());
    assertEquals(ids, links);
  }

  @Test
  void setsSeenAgainstUsual() throws Exception {
    String page = report(List.of(Samples.alert("pw-1", 1, Severity.high, Samples.T0)));
    assertTrue(
        Xml.texts(Xml.parse(page), "td")
            .containsAll(List.of("newcomer, never before", "azer (39 of 41)", "41", "13.2")));
    assertTrue(page.contains("<rect class=\"fill\" width=\"66.0\""));
  }

  @Test
  void hostileAlertStaysText() throws Exception {
    String page = report(List.of(Samples.hostile()));
    Harmless.check(page);
    assertTrue(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    assertTrue(page.contains("⟨U+202E⟩gnp.exe⟨U+0007⟩"));
  }

  @Test
  void reportOfManyIsHarmlessAndSelfContained() throws Exception {
    Harmless.check(report(Samples.some(200)));
  }

  @Test
  void longListsAreCutAndSaySo() throws Exception {
    Alert alert = Samples.alert("pw-1", 1, Severity.high, Samples.T0);
    EvidenceEvent event = alert.getEvents().get(0);
    alert.setEvents(Collections.nCopies(AlertDetail.LONGEST_LIST + 7, event));
    assertTrue(report(List.of(alert)).contains("and 7 more"));
  }

  @Test
  void saysWhenThereIsNothing() throws Exception {
    String page = report(List.of());
    Harmless.check(page);
    assertTrue(page.contains("No alerts"));
  }

  @Test
  void sameAlertsInAnyOrderGiveSameBytes() throws Exception {
    List<Alert> alerts = Samples.some(40);
    String page = report(alerts);
    Collections.reverse(alerts);
    assertEquals(page, report(alerts));
    assertNotEquals(page, report(alerts.subList(1, 40)));
  }

  @Test
  void timesFarFromOursDoNotHurt() throws Exception {
    Alert early = Samples.alert("pw-1", 1, Severity.low, Instant.ofEpochMilli(Long.MIN_VALUE));
    Alert late = Samples.alert("pw-2", 1, Severity.low, Instant.ofEpochMilli(Long.MAX_VALUE));
    Harmless.check(report(List.of(early, late)));
  }

  @Test
  void replacesAnEarlierReportAndLeavesNothingBeside() throws Exception {
    report(Samples.some(3));
    report(List.of());
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(folder.resolve("report.html")), files.toList());
    }
  }

  @Test
  void failureLeavesTheEarlierReport() throws Exception {
    Path file = folder.resolve("report.html");
    Files.writeString(file, "earlier");
    assertThrows(
        IOException.class,
        () ->
            WholeFile.write(
                file,
                out -> {
                  out.write("half");
                  throw new IOException("disk full");
                }));
    assertEquals("earlier", Files.readString(file));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void refusesAFolder() {
    IOException e =
        assertThrows(IOException.class, () -> HtmlReport.write(folder, List.of(), FACTS));
    assertTrue(e.toString().contains("must be a file, is a folder"), e.toString());
  }

  private String report(List<Alert> alerts) throws IOException {
    Path file = folder.resolve("report.html");
    HtmlReport.write(file, alerts, FACTS);
    return Files.readString(file);
  }
}
