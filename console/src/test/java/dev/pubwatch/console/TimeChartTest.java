package dev.pubwatch.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.events.Alert;
import dev.pubwatch.events.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeChartTest {
  private static final Alert ONE = Samples.alert("pw-1", 1, Severity.high, Samples.T0);

  @ParameterizedTest
  @CsvSource({
    "0, day",
    "119, day",
    "120, week",
    "800, week",
    "900, month",
    "3600, month",
    "4000, year"
  })
  void barsStayFewEnoughToTellApart(int days, String step) {
    String chart = chart(List.of(ONE), Samples.T0.minus(Duration.ofDays(days)));
    assertTrue(chart.contains("Alerts by " + step + ","), chart);
  }

  @Test
  void stacksADaysSeverities() {
    Alert low = Samples.alert("pw-2", 1, Severity.low, Samples.T0.plusSeconds(60));
    String chart = chart(List.of(ONE, low), null);
    assertTrue(chart.contains("<title>2022-03-01: 2 alerts</title>"), chart);
    assertTrue(chart.contains("class=\"high\" x=\"0.0\" y=\"55.0\""), chart);
    assertTrue(chart.contains("class=\"low\" x=\"0.0\" y=\"0.0\""), chart);
  }

  @Test
  void noAlertsNoChart() {
    assertEquals("", chart(List.of(), Samples.T0));
  }

  private static String chart(List<Alert> alerts, @org.jspecify.annotations.Nullable Instant from) {
    Html html = new Html();
    TimeChart.write(html, alerts, from, null);
    return html.toString();
  }
}
