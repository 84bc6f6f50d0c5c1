package dev.pubwatch.cli.doctor;

import dev.pubwatch.cli.config.GeoSettings;
import dev.pubwatch.job.geo.Geo;
import dev.pubwatch.job.geo.GeoFiles;
import dev.pubwatch.job.geo.GeoIdentity;
import java.io.IOException;

/** Whether addresses can be looked up. */
final class GeoChecks {
  private static final String SUBJECT = "Addresses";

  private GeoChecks() {}

  static Finding run(GeoSettings settings) {
    try {
      GeoFiles files = settings.files();
      Geo.open(files).close();
      if (!files.isEmpty()) {
        return Finding.ok(SUBJECT, "looked up in " + GeoIdentity.of(files));
      }
      return Finding.note(
          SUBJECT,
          settings.enabled()
              ? "not looked up; './pubwatch geo install' fetches open databases"
              : "not looked up: geo.enabled is false");
    } catch (IOException e) {
      return Finding.problem(SUBJECT, e.getMessage() + "; './pubwatch geo install' replaces it");
    }
  }
}
