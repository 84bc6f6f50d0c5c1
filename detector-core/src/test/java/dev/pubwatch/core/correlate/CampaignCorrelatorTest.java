package dev.pubwatch.core.correlate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.core.Alert;
import dev.pubwatch.core.Event;
import dev.pubwatch.core.EventKind;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Switch;
import dev.pubwatch.core.Turn;
import dev.pubwatch.core.Verdict;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CampaignCorrelatorTest {
  private static final long START = 1_700_000_000_000L;
  private static final long MINUTE = 60_000;
  private static final long DAY = 1_440 * MINUTE;

  private final CampaignCorrelator correlator = new CampaignCorrelator();
  private final List<Alert> alerts = new ArrayList<>();
  private CampaignState state = correlator.fresh();
  private int events;

  /** A workflow that begins to name a host. */
  private Judged edit(String owner, String repository, String actor, String host, long time) {
    return edit(owner, repository, actor, host, time, 9, null);
  }

  private Judged edit(
      String owner,
      String repository,
      String actor,
      String host,
      long time,
      double bits,
      @Nullable String content) {
    Event event =
        Event.builder("e" + events++, EventKind.CI, "git", time, "workflow:update")
            .project("git/" + owner + "/" + repository)
            .owner(owner)
            .actorId(actor)
            .egressHosts(List.of(host))
            .contentHash(content)
            .sendsSecrets(true)
            .build();
    Observation o = new Observation(event);
    o.add(Switch.NEW_EGRESS_HOST, new Turn(true, true, 20, 1, host));
    return new Judged(o, bits, "", List.of());
  }

  private void observe(Judged judged) {
    correlator.observe(state, judged, alerts::add);
  }

  /** Two hundred days in which an owner a day meets a host of his own, or the popular one. */
  private long ordinaryLife() {
    Random random = new Random(8);
    for (int day = 0; day < 200; day++) {
      String host = random.nextInt(4) == 0 ? "popular.example" : "host-" + day + ".example";
      observe(edit("usual-" + day, "r", "u" + day, host, START + day * DAY));
    }
    assertEquals(List.of(), alerts, "ordinary life is no campaign");
    return START + 200 * DAY;
  }

  @Test
  void isToldAtTheThirdOwnerAndGrows() {
    long begin = ordinaryLife();
    observe(edit("ann", "one", "ann", "collector.invalid", begin));
    observe(edit("ben", "one", "ben", "collector.invalid", begin + 2 * MINUTE));
    observe(edit("ben", "two", "ben", "collector.invalid", begin + 3 * MINUTE));
    assertEquals(List.of(), alerts);
    observe(edit("cem", "one", "cem", "collector.invalid", begin + 9 * MINUTE));
    observe(edit("dan", "one", "dan", "collector.invalid", begin + 60 * MINUTE));
    assertEquals(List.of(1, 2), alerts.stream().map(Alert::revision).toList());
    assertEquals(1, new TreeSet<>(alerts.stream().map(Alert::alertId).toList()).size());

    Alert last = alerts.get(1);
    Alert.Campaign campaign = last.campaign();
    assertNotNull(campaign);
    assertEquals(Alert.Kind.CAMPAIGN, last.kind());
    assertEquals(Alert.Severity.CRITICAL, last.severity());
    assertEquals("host:collector.invalid", campaign.indicator());
    assertEquals(4, campaign.owners());
    assertEquals(5, campaign.projects());
    assertEquals(begin, campaign.firstSeenMillis());
    assertEquals(5, last.events().size());
    assertEquals("block_host", last.response().get(0).action());
    assertTrue(last.expectedPerDay() < 1.0 / 365, "rarer than once a year");
  }

  /** A stream that begins, in which nearly everybody soon meets one of the same few things. */
  @Test
  void whatEverybodyMeetsIsNoCampaignForLong() {
    Random random = new Random(5);
    for (int i = 0; i < 400; i++) {
      int host = random.nextInt(10) < 7 ? 0 : 1 + random.nextInt(7);
      observe(edit("o" + i, "r", "a" + i, "h" + host + ".example", START + i * 60L * MINUTE));
    }
    assertTrue(
        alerts.stream().allMatch(alert -> alert.detectedAtMillis() < START + DAY),
        "once there is something to compare with, nothing is told");
  }

  @Test
  void endsWhereItsIndicatorHasBecomePopular() {
    long begin = ordinaryLife();
    for (int i = 0; i < 60; i++) {
      observe(edit("o" + i, "r", "a" + i, "new.example", begin + i * DAY));
      for (int k = 0; k < 4; k++) {
        String other = "other-" + i + "-" + k;
        observe(edit(other, "r", other, other + ".example", begin + i * DAY + k * MINUTE));
      }
    }
    long last = alerts.get(alerts.size() - 1).detectedAtMillis();
    assertTrue(alerts.size() > 2, alerts.size() + " revisions");
    assertTrue(last < begin + 30 * DAY, "in the end it is one more host that people use");
  }

  @Test
  void whatIsOddForNobodyCountsForNothing() {
    long begin = ordinaryLife();
    for (int i = 0; i < 30; i++) {
      observe(edit("o" + i, "r", "a" + i, "rollout.example", begin + i * MINUTE, 1, null));
    }
    assertEquals(List.of(), alerts);
  }

  /** A bot, or an administrator, at work in many places; and one owner's template. */
  @Test
  void oneAccountAtManyOwnersOrOneOwnerIsNoCampaign() {
    long begin = ordinaryLife();
    for (int i = 0; i < 50; i++) {
      observe(edit("owner" + i, "r", "bot", "updates.example", begin + i * MINUTE));
      observe(edit("acme", "r" + i, "dev" + i, "template.example", begin + i * MINUTE));
    }
    assertEquals(List.of(), alerts);
  }

  @Test
  void whatIsPopularMayBecomeMorePopular() {
    long begin = ordinaryLife();
    for (int i = 0; i < 4; i++) {
      observe(edit("late" + i, "r", "l" + i, "popular.example", begin + i * DAY));
    }
    assertEquals(List.of(), alerts);
  }

  @Test
  void aSecondMarkOfTheSameEventsJoinsTheCampaign() {
    long begin = ordinaryLife();
    for (int i = 0; i < 4; i++) {
      observe(edit("o" + i, "r", "a" + i, "collector.invalid", begin + i * MINUTE, 9, "5eca"));
    }
    assertEquals(1, new TreeSet<>(alerts.stream().map(Alert::alertId).toList()).size());
    Alert.Campaign campaign = alerts.get(alerts.size() - 1).campaign();
    assertNotNull(campaign);
    assertEquals("host:collector.invalid content:5eca", campaign.indicator());
  }

  @Test
  void aBenignVerdictEndsIt() {
    long begin = ordinaryLife();
    for (int i = 0; i < 3; i++) {
      observe(edit("o" + i, "r", "a" + i, "service.example", begin + i * MINUTE));
    }
    assertEquals(1, alerts.size());
    Event said =
        Verdict.event(
                "v",
                "git",
                begin + DAY,
                Verdict.Kind.BENIGN,
                alerts.get(0).alertId(),
                List.of(begin),
                Verdict.NOT_SAID)
            .build();
    Verdict verdict = Verdict.of(said);
    assertNotNull(verdict);
    correlator.heed(state, verdict);
    observe(edit("o9", "r", "a9", "service.example", begin + 2 * DAY));
    assertEquals(1, alerts.size());
  }

  /** Written, read and gone on with is as if nothing had happened; so is a copy. */
  @Test
  void stateGoesOnWhereItWas() throws IOException {
    long begin = ordinaryLife();
    observe(edit("ann", "one", "ann", "collector.invalid", begin));
    observe(edit("ben", "one", "ben", "collector.invalid", begin + 2 * MINUTE));
    byte[] bytes = bytes(state);
    CampaignState copy = correlator.codec().copy(state);
    Judged third = edit("cem", "one", "cem", "collector.invalid", begin + 9 * MINUTE);
    observe(third);
    assertArrayEquals(bytes, bytes(copy), "a copy does not change");

    List<Alert> again = new ArrayList<>();
    CampaignState read =
        correlator.codec().read(1, new DataInputStream(new ByteArrayInputStream(bytes)));
    correlator.observe(read, third, again::add);
    assertEquals(alerts, again);
    assertArrayEquals(bytes(state), bytes(read));
  }

  private byte[] bytes(CampaignState which) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    correlator.codec().write(which, new DataOutputStream(out));
    return out.toByteArray();
  }

  @Test
  void membersAreBoundedAndCounted() {
    long begin = ordinaryLife();
    for (int i = 0; i < Trail.MAX_MEMBERS + 20; i++) {
      observe(edit("o" + i, "r", "a" + i, "collector.invalid", begin + i * MINUTE));
    }
    Alert last = alerts.get(alerts.size() - 1);
    assertTrue(last.events().size() <= 100, last.events().size() + " events");
    state = correlator.codec().copy(state);
    assertEquals(Trail.MAX_MEMBERS + 20 - 2, alerts.size());
  }
}
