package dev.pubwatch.cli.simulate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.events.PublishEvent;
import dev.pubwatch.events.TokenEvent;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The background stays within the ranges that the README states beside those of npm's history. Any
 * other seed would do; three thousand projects are few enough that it matters by some percent.
 */
class BackgroundTest {
  private static final int SCALE = 3;
  private static final int HISTORY_DAYS = 1_095;
  private static final double WEEK_HOURS = 168;

  private static final Map<String, List<Release>> BY_PROJECT = new TreeMap<>();
  private static long uses;
  private static long weekend;
  private static long releases;

  private record Release(Instant time, String account) {}

  @BeforeAll
  static void simulate() throws IOException {
    Simulation simulation = new Simulation(List.of(), 1, SCALE, HISTORY_DAYS, 7);
    simulation.run(
        (event, role) -> {
          if (event instanceof PublishEvent publish) {
            released(publish);
          } else if (event instanceof TokenEvent token && token.getAction().equals("token:use")) {
            uses++;
          }
        });
  }

  private static void released(PublishEvent publish) {
    releases++;
    String account = String.valueOf(publish.getActor().getId());
    BY_PROJECT
        .computeIfAbsent(publish.getProject(), project -> new ArrayList<>())
        .add(new Release(publish.getTime(), account));
    long hour = Math.floorDiv(publish.getTime().getEpochSecond(), 3_600L);
    double hourOfWeek = Math.floorMod(hour + 72, 168L); // 1970-01-01 was a Thursday
    weekend += hourOfWeek >= WEEK_HOURS * 5 / 7 ? 1 : 0;
  }

  @Test
  void asMuchHappensAsAtAThousandthOfPyPi() {
    within("releases a day", 8, 14, releases / (HISTORY_DAYS + 7.0) / SCALE);
    within("token uses a day", 1_700, 2_300, uses / 7.0 / SCALE);
  }

  @Test
  void fewProjectsReleaseMost() {
    List<Double> counts =
        BY_PROJECT.values().stream().map(list -> (double) list.size()).sorted().toList();
    within("median", 3, 10, quantile(counts, 0.5));
    within("90th percentile", 30, 70, quantile(counts, 0.9));
    within("99th percentile", 120, 350, quantile(counts, 0.99));
    double top =
        counts.subList(counts.size() * 9 / 10, counts.size()).stream()
            .mapToDouble(Double::doubleValue)
            .sum();
    within("share of the busiest tenth", 0.5, 0.75, top / releases);
  }

  @Test
  void gapsSpreadOverMinutesToYears() {
    List<Double> gaps = new ArrayList<>();
    for (List<Release> list : BY_PROJECT.values()) {
      for (int i = 1; i < list.size(); i++) {
        gaps.add(days(list.get(i - 1).time(), list.get(i).time()));
      }
    }
    List<Double> sorted = gaps.stream().sorted().toList();
    within("5th percentile", 0.001, 0.03, quantile(sorted, 0.05));
    within("median", 1.5, 8, quantile(sorted, 0.5));
    within("90th percentile", 40, 90, quantile(sorted, 0.9));
    within("99th percentile", 250, 520, quantile(sorted, 0.99));
  }

  @Test
  void mostProjectsHaveOnePublisherAndNewOnesAreRare() {
    double one = 0;
    double projects = 0;
    double later = 0;
    double fresh = 0;
    for (List<Release> list : BY_PROJECT.values()) {
      Set<String> accounts = new HashSet<>();
      for (int i = 0; i < list.size(); i++) {
        boolean isNew = accounts.add(list.get(i).account());
        later += i >= 5 ? 1 : 0;
        fresh += i >= 5 && isNew ? 1 : 0;
      }
      projects += list.size() >= 5 ? 1 : 0;
      one += list.size() >= 5 && accounts.size() == 1 ? 1 : 0;
    }
    within("share with one publisher", 0.55, 0.82, one / projects);
    within("share of later releases by a new publisher", 0.005, 0.025, fresh / later);
  }

  @Test
  void weekendsAreQuieterAndTrainsAreCommon() {
    within("share at weekends", 0.13, 0.24, (double) weekend / releases);
    Map<String, Integer> together = new HashMap<>();
    BY_PROJECT.forEach(
        (project, list) ->
            list.forEach(
                release -> {
                  long slot = release.time().getEpochSecond() / 600;
                  together.merge(release.account() + slot, 1, Integer::sum);
                }));
    double inTrains =
        together.values().stream().filter(size -> size >= 3).mapToInt(Integer::intValue).sum();
    within("share in trains of three or more", 0.2, 0.5, inTrains / releases);
  }

  private static double days(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 86_400_000.0;
  }

  private static double quantile(List<Double> sorted, double share) {
    return sorted.get((int) (share * (sorted.size() - 1)));
  }

  private static void within(String what, double least, double most, double was) {
    assertTrue(
        was >= least && was <= most,
        "%s must be %s to %s, was %s".formatted(what, least, most, was));
  }
}
