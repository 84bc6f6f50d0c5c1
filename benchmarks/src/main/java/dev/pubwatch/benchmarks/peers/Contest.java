package dev.pubwatch.benchmarks.peers;

import dev.pubwatch.core.Event;
import java.util.ArrayList;
import java.util.List;

/** Runs every method over one history. */
final class Contest {
  /** The detector's own name in the results. */
  static final String DETECTOR = "pubwatch";

  private static final long SEED = 42;

  /** What one method made of the history. */
  static final class Entry {
    private final String family;
    private final String name;
    private final float[] scores;
    private final double microsAnEvent;

    private Entry(String family, String name, float[] scores, double microsAnEvent) {
      this.family = family;
      this.name = name;
      this.scores = scores;
      this.microsAnEvent = microsAnEvent;
    }

    String family() {
      return family;
    }

    String name() {
      return name;
    }

    /** One for each event, in order. */
    float[] scores() {
      return scores;
    }

    /** Time an event; for the detector that of features and score together. */
    double microsAnEvent() {
      return microsAnEvent;
    }
  }

  private Contest() {}

  /** Every competitor in every setting that the README documents. */
  static List<Peer> peers() {
    List<Peer> peers = new ArrayList<>();
    for (Sample.View view : Sample.View.values()) {
      peers.add(new SumOfTails(view));
      cutForest(peers, new CutForestPeer.Settings(50, 256, true, view));
      cutForest(peers, new CutForestPeer.Settings(50, 1024, false, view));
      halfSpace(peers, HalfSpaceTrees.Settings.PAPER, view);
      halfSpace(peers, new HalfSpaceTrees.Settings(25, 15, 5000), view);
      halfSpace(peers, new HalfSpaceTrees.Settings(100, 10, 1000), view);
      halfSpace(peers, new HalfSpaceTrees.Settings(100, 10, 100), view);
    }
    peers.addAll(RulesTripped.all());
    return peers;
  }

  private static void cutForest(List<Peer> peers, CutForestPeer.Settings settings) {
    peers.add(new CutForestPeer(settings, SEED));
  }

  private static void halfSpace(
      List<Peer> peers, HalfSpaceTrees.Settings settings, Sample.View view) {
    peers.add(new HalfSpacePeer(settings, view, SEED));
  }

  /** The detector first, then the peers in their order, each over the same samples. */
  static List<Entry> run(List<Event> events, List<Peer> peers) {
    List<Entry> entries = new ArrayList<>();
    Sample[] samples = new Sample[events.size()];
    float[] own = new float[samples.length];
    Features features = new Features();
    long began = System.nanoTime();
    for (int i = 0; i < samples.length; i++) {
      Features.Made made = features.next(events.get(i));
      samples[i] = made.sample();
      own[i] = (float) made.detectorBits();
    }
    entries.add(new Entry(DETECTOR, DETECTOR, own, micros(began, samples.length)));
    for (Peer peer : peers) {
      entries.add(run(peer, samples));
    }
    return entries;
  }

  private static Entry run(Peer peer, Sample[] samples) {
    float[] scores = new float[samples.length];
    long began = System.nanoTime();
    for (int i = 0; i < samples.length; i++) {
      scores[i] = (float) peer.score(samples[i]);
    }
    return new Entry(peer.family(), peer.name(), scores, micros(began, samples.length));
  }

  private static double micros(long beganNanos, int events) {
    return (System.nanoTime() - beganNanos) / 1e3 / Math.max(1, events);
  }
}
