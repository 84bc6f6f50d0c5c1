package dev.pubwatch.cli.backtest.measure;

import static dev.pubwatch.cli.backtest.measure.Fixtures.alert;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  @Test
  void alertsAreTheSameByIdOrBySubjectAndEvent() {
    RaisedAlert kept = alert("kept", 1, "low", "e1");
    RaisedAlert moved = alert("moved", 1, "low", "e2", "e3");
    RaisedAlert gone = alert("gone", 1, "low", "e4");
    RaisedAlert earlier = alert("earlier", 0, "high", "e0", "e3");
    RaisedAlert fresh = alert("fresh", 2, "low", "e5");
    Comparison comparison =
        Comparison.of(
            List.of(kept, moved, gone), List.of(alert("kept", 1, "low", "e1"), earlier, fresh));
    assertEquals(1, comparison.same());
    assertEquals(List.of(new Comparison.Change(moved, earlier)), comparison.changed());
    assertEquals(List.of(fresh), comparison.added());
    assertEquals(List.of(gone), comparison.removed());
  }

  @Test
  void anAlertIsPairedOnce() {
    Comparison comparison =
        Comparison.of(
            List.of(alert("one", 1, "low", "e1", "e2")),
            List.of(alert("two", 1, "low", "e1"), alert("three", 1, "low", "e2")));
    assertEquals(1, comparison.same());
    assertEquals(1, comparison.added().size());
  }

  @Test
  void anotherSubjectIsAnotherAlert() {
    RaisedAlert one = new RaisedAlert("1", 0).revise(0, "low", "a", "t", List.of("e"));
    RaisedAlert two = new RaisedAlert("2", 0).revise(0, "low", "b", "t", List.of("e"));
    assertEquals(List.of(two), Comparison.of(List.of(one), List.of(two)).added());
  }

  @Test
  void aSeverityThatDiffersIsAChange() {
    Comparison comparison =
        Comparison.of(List.of(alert("1", 0, "low", "e")), List.of(alert("1", 0, "high", "e")));
    assertEquals(0, comparison.same());
    assertEquals("high", comparison.changed().get(0).after().severity());
  }
}
