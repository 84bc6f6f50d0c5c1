package dev.pubwatch.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.pubwatch.connect.LeakySamples;
import dev.pubwatch.formats.CanonicalJson;
import dev.pubwatch.formats.Format;
import dev.pubwatch.formats.Formats;
import dev.pubwatch.gateway.verify.Scheme;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Secrets of every kind pushed in every format: none is stored, answered or logged. */
final class SecretsTest {
  private static final String PROOF = "Bearer " + Bench.SECRET;

  static List<String> formats() {
    return Formats.all().stream().map(Format::name).toList();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void noneIsWritten(String format) throws Exception {
    List<String> written = new ArrayList<>();
    try (LogCapture log = new LogCapture();
        Bench bench = new Bench(Bench.endpoint(Scheme.BEARER, format))) {
      for (String body : LeakySamples.strange(format)) {
        written.add(post(bench, "/hooks/bearer", body, PROOF));
      }
      for (String secret : LeakySamples.secrets()) {
        written.add(post(bench, "/hooks/bearer?token=" + secret, "{}", "Bearer " + secret));
        written.add(post(bench, "/hooks/" + secret, "{}", PROOF));
      }
      bench.store.kept.stream().map(CanonicalJson::write).forEach(written::add);
      assertFalse(bench.store.kept.isEmpty());
      written.add(log.text());
    }
    assertEquals(List.of(), LeakySamples.found(written));
  }

  private static String post(Bench bench, String path, String body, String proof) throws Exception {
    return bench.post(path, Bench.utf8(body), "Authorization", proof).body();
  }
}
