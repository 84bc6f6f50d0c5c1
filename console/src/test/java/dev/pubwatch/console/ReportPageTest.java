package dev.pubwatch.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.console.Plot.Axis;
import dev.pubwatch.console.Plot.Point;
import dev.pubwatch.console.Plot.Series;
import dev.pubwatch.console.Plot.Shape;
import dev.pubwatch.console.Plot.Tick;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class ReportPageTest {
  private static final String HOSTILE = "</title><script>alert(1)</script>\u202e&\u0000\"'";
  private static final Axis SHARES =
      new Axis("share", true, 0.001, 1, List.of(new Tick(0.001, "0.1 %"), new Tick(1, "100 %")));
  private static final Axis RECALL = new Axis("recall", false, 0, 1, List.of(new Tick(0.5, "½")));

  @TempDir private Path folder = Path.of("");

  @Test
  void noTextLeavesItsPlace() throws Exception {
    Series series = new Series(HOSTILE, Shape.LINE, List.of(new Point(0.1, 0.5, 0.2, 0.9)));
    String page =
        write(
            ReportPage.titled(HOSTILE)
                .heading(HOSTILE)
                .paragraph(HOSTILE)
                .numbers(List.of(new ReportPage.Tile(HOSTILE, HOSTILE)))
                .table(
                    new ReportTable(
                        HOSTILE,
                        List.of(ReportTable.Column.text(HOSTILE)),
                        List.of(List.of(HOSTILE))))
                .plot(new Plot(HOSTILE, HOSTILE, SHARES, RECALL, List.of(series)))
                .alertsOverTime(List.of(Samples.hostile()), null, null));
    Harmless.check(page);
    assertEquals(0, Xml.all(Xml.parse(page), "script").size());
  }

  @Test
  void aPlotCanBeReadAloud() throws Exception {
    Document page = Xml.parse(write(page(Shape.LINE, Point.of(0.01, 0.5))));
    assertEquals(
        "plot-1-title plot-1-desc", Xml.all(page, "svg").get(1).getAttribute("aria-labelledby"));
    assertTrue(Xml.texts(page, "title").contains("recall by share"));
    assertEquals(List.of("half of them"), Xml.texts(page, "desc"));
    assertTrue(Xml.texts(page, "title").contains("ours: 0.5000 at 0.01000"));
  }

  @Test
  void valuesStandWhereTheAxesSay() throws Exception {
    Document page = Xml.parse(write(page(Shape.LINE, Point.of(0.001, 0), Point.of(1, 1))));
    var dots = Xml.all(page, "circle");
    assertEquals("62.0", dots.get(0).getAttribute("cx"));
    assertEquals("352.0", dots.get(0).getAttribute("cy"));
    assertEquals("692.0", dots.get(1).getAttribute("cx"));
    assertEquals("12.0", dots.get(1).getAttribute("cy"));
    assertEquals("62.0,352.0 692.0,12.0", Xml.all(page, "polyline").get(0).getAttribute("points"));
  }

  @Test
  void whatLiesOutsideIsDrawnAtTheEnd() throws Exception {
    Document page = Xml.parse(write(page(Shape.DOTS, Point.of(0, 2))));
    assertEquals("62.0", Xml.all(page, "circle").get(0).getAttribute("cx"));
    assertEquals("12.0", Xml.all(page, "circle").get(0).getAttribute("cy"));
  }

  @Test
  void anAxisMustGoUp() {
    assertThrows(IllegalArgumentException.class, () -> new Axis("x", false, 1, 1, List.of()));
    assertThrows(IllegalArgumentException.class, () -> new Axis("x", true, 0, 1, List.of()));
  }

  @Test
  void theSameContentGivesTheSameBytes() throws Exception {
    assertEquals(write(page(Shape.CURVE)), write(page(Shape.CURVE)));
    assertFalse(write(page(Shape.CURVE)).contains("polyline"), "nothing to join");
  }

  private static ReportPage page(Shape shape, Point... points) {
    Series series = new Series("ours", shape, List.of(points));
    return ReportPage.titled("Figures")
        .plot(new Plot("recall by share", "half of them", SHARES, RECALL, List.of(series)));
  }

  private String write(ReportPage page) throws IOException {
    Path file = folder.resolve("page.html");
    page.write(file);
    return Files.readString(file);
  }
}
