package dev.pubwatch.cli.backtest.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CalibrationTest {
  @Test
  void aboveIsStrict() {
    Calibration calibration = new Calibration("publish");
    for (double bits : new double[] {0, 1, 1.5, 2, 40}) {
      calibration.add(bits);
    }
    assertEquals(5, calibration.events());
    assertEquals(16, calibration.rows().size());
    assertEquals(new Calibration.Row(1, 2.5, 3), calibration.rows().get(0));
    assertEquals(new Calibration.Row(2, 1.25, 1), calibration.rows().get(1));
    assertEquals(1, calibration.rows().get(15).observed());
  }

  @Test
  void honestScoresHaveARatioOfOne() {
    Calibration calibration = new Calibration("publish");
    int events = 1 << 14;
    for (int rank = 0; rank < events; rank++) {
      calibration.add(-Math.log((rank + 0.5) / events) / Math.log(2));
    }
    for (Calibration.Row row : calibration.rows().subList(0, 14)) {
      assertEquals(1, row.ratio(), 1e-9, row.toString());
      assertTrue(row.ratioInterval().low() < 1 && row.ratioInterval().high() > 1, row.toString());
    }
  }
}
