package dev.pubwatch.formats.registry;

import dev.pubwatch.formats.Addresses;
import dev.pubwatch.formats.Sanitizer;
import dev.pubwatch.formats.json.EventDraft;
import dev.pubwatch.formats.json.JsonFields;
import dev.pubwatch.formats.json.Origins;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a row of PyPI's or RubyGems' event tables came from: both write the same shapes. The raw
 * user agent is in neither, only what it was parsed into.
 */
final class RowOrigins {
  private RowOrigins() {}

  static void fill(JsonFields row, JsonFields additional, EventDraft out) {
    JsonFields joined = row.raw("ip_address").isObject() ? row.objectOrEmpty("ip_address") : row;
    String address = joined.text("ip_address");
    out.origin().setIp(Addresses.canonical(withoutPrefix(address)));
    JsonFields geo = additional.objectOrEmpty("geoip_info");
    geo = geo.has("country_code") ? geo : joined.objectOrEmpty("geoip_info");
    Origins.country(out.origin(), geo.text("country_code"));
    out.attribute("city", geo.text("city")).attribute("region", geo.text("region"));
    JsonFields agent = additional.objectOrEmpty("user_agent_info");
    String installer = agent.text("installer");
    out.origin()
        .setClient(installer == null ? null : Sanitizer.text(installer).toLowerCase(Locale.ROOT));
    out.attribute("implementation", agent.text("implementation"))
        .attribute("system", agent.firstText("system", "os"))
        .attribute("browser", agent.text("user_agent"));
  }

  /** PostgreSQL's inet type may print a network. */
  private static @Nullable String withoutPrefix(@Nullable String inet) {
    int slash = inet == null ? -1 : inet.indexOf('/');
    return inet == null || slash < 0 ? inet : inet.substring(0, slash);
  }
}
