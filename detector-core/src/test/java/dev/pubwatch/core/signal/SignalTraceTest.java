package dev.pubwatch.core.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.core.Background;
import dev.pubwatch.core.DetectorConfig;
import dev.pubwatch.core.DetectorRun;
import dev.pubwatch.core.Event;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Trace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every signal has a trace in {@code src/test/resources/signals/NAME.trace} that fires and a twin
 * that differs in one word and must stay silent; a signal without them fails here. Further sections
 * named {@code fires-…} and {@code silent-…} tell of its edges.
 *
 * <p>Traces run through the real stages; what is normal for the whole stream is learned from
 * ordinary traffic first.
 */
class SignalTraceTest {
  /** Five bits. */
  private static final double FIRES = 1.0 / 32;

  private static final double SILENT = 0.15;

  private static final List<double[]> ORDINARY = new ArrayList<>();

  static List<String> names() {
    return Signals.ALL.stream().map(Signal::name).toList();
  }

  @BeforeAll
  static void learnOrdinaryTraffic() {
    for (Signal signal : Signals.ALL) {
      ORDINARY.add(new double[signal.stateLength()]);
    }
    DetectorRun run = new DetectorRun(DetectorConfig.DEFAULTS);
    for (Event event : Background.of(5, 120, 300)) {
      learn(run.observe(event), ORDINARY);
    }
  }

  private static void learn(Observation o, List<double[]> stream) {
    for (int i = 0; i < Signals.ALL.size(); i++) {
      Signal signal = Signals.ALL.get(i);
      if (!Double.isNaN(signal.pValue(o, stream.get(i)))) {
        signal.learn(o, stream.get(i));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void firesOnItsTraceAndNotOnTheTwin(String name) {
    for (String section : trace(name).sections()) {
      double p = section.equals("past") ? Double.NaN : lastP(name, section);
      if (section.startsWith("fires")) {
        assertTrue(p <= FIRES, name + " is silent on " + section + ": p = " + p);
      } else {
        assertTrue(Double.isNaN(p) || p >= SILENT, name + " fires on " + section + ": p = " + p);
      }
    }
  }

  /** The p-value of the last event of a section, after the past. */
  private static double lastP(String name, String section) {
    Trace trace = trace(name);
    DetectorRun run = new DetectorRun(DetectorConfig.DEFAULTS);
    List<double[]> stream = ORDINARY.stream().map(double[]::clone).toList();
    for (Event event : trace.events("past")) {
      learn(run.observe(event), stream);
    }
    int index = names().indexOf(name);
    double p = Double.NaN;
    for (Event event : trace.events(section)) {
      Observation o = run.observe(event);
      p = Signals.ALL.get(index).pValue(o, stream.get(index));
      learn(o, stream);
    }
    return p;
  }

  private static Trace trace(String name) {
    return Trace.read("/signals/" + name + ".trace", Background.START);
  }

  @ParameterizedTest
  @MethodSource("names")
  void theTwinDiffersInOneWord(String name) {
    Trace trace = trace(name);
    List<String> fires = flat(trace, "fires");
    List<String> silent = flat(trace, "silent");
    List<String> onlyFires = without(fires, silent);
    List<String> onlySilent = without(silent, fires);
    boolean one = onlyFires.size() <= 1 && onlySilent.size() <= 1;
    assertTrue(one, name + ": " + onlyFires + " against " + onlySilent + ", expected one word");
    assertEquals(1, Math.max(onlyFires.size(), onlySilent.size()), name + ": twins are equal");
  }

  private static List<String> flat(Trace trace, String section) {
    return trace.words(section).stream().flatMap(List::stream).toList();
  }

  private static List<String> without(List<String> words, List<String> others) {
    List<String> left = new ArrayList<>(words);
    others.forEach(left::remove);
    return left;
  }
}
