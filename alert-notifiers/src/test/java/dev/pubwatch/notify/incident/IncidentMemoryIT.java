package dev.pubwatch.notify.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.events.Alert;
import dev.pubwatch.events.EvidenceEvent;
import dev.pubwatch.events.Signal;
import dev.pubwatch.notify.Alerts;
import dev.pubwatch.notify.TestTopology;
import dev.pubwatch.notify.route.LiveRouting;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What ten thousand incidents cost. */
class IncidentMemoryIT {
  private static final int INCIDENTS = 10_000;
  private static final long MOST_BYTES = 200L << 20;

  /**
   * About as long as what is kept of an alert, and not alike, so that nothing is shared by chance.
   */
  private static Alert bulky(String id, String project, Random random) {
    Alert alert = Alerts.alert(id, 1, project + "/" + Long.toHexString(random.nextLong()));
    alert.setOwner("owner-of-" + project);
    alert.setActorId("actor-of-" + project);
    alert.setCredentialId("credential-of-" + project);
    Signal signal = alert.getSignals().get(0);
    alert.setSignals(Collections.nCopies(8, signal));
    EvidenceEvent event = alert.getEvents().get(0);
    alert.setEvents(Collections.nCopies(15, event));
    return alert;
  }

  @Test
  void tenThousandFitIntoTheirRoom() {
    TestShelf shelf = new TestShelf();
    IncidentBook book =
        new IncidentBook(
            shelf.opened(),
            new LiveRouting(TestTopology.routing("routes.all.channels=chat")),
            counted -> {},
            notice -> {});
    Random random = new Random(1);
    long before = used();
    for (int i = 0; i < INCIDENTS; i++) {
      book.alert(bulky("pw-" + i, "project-" + i, random), i);
    }
    long bytes = used() - before;
    System.out.printf(
        "%,d incidents: %.1f MiB of heap, %,d alerts kept%n",
        shelf.stores.incidents().approximateNumEntries(),
        bytes / 1048576.0,
        shelf.stores.alerts().approximateNumEntries());
    assertEquals(INCIDENTS, shelf.stores.incidents().approximateNumEntries());
    assertTrue(bytes < MOST_BYTES, bytes + " bytes");
  }

  private static long used() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
