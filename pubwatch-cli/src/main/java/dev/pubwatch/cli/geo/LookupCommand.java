package dev.pubwatch.cli.geo;

import dev.pubwatch.cli.ExitCodes;
import dev.pubwatch.cli.config.ConfigException;
import dev.pubwatch.cli.terminal.Clean;
import dev.pubwatch.cli.terminal.Table;
import dev.pubwatch.cli.terminal.Terminal;
import dev.pubwatch.job.geo.Geo;
import dev.pubwatch.job.geo.GeoPlace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What an address resolves to. */
@Command(name = "lookup", description = "What the detector makes of an address.")
final class LookupCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private GeoFolder folder = new GeoFolder();

  @Parameters(paramLabel = "IP", arity = "1..*", description = "IPv4 or IPv6 addresses.")
  private List<String> addresses = new ArrayList<>();

  LookupCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws ConfigException, IOException {
    Table table =
        new Table().row("ADDRESS", "PREFIX", "COUNTRY", "NETWORK", "PROVIDER", "AS", "OPERATOR");
    try (Geo geo = Geo.open(folder.settings().files())) {
      for (String address : addresses) {
        GeoPlace place = geo.find(address);
        if (place == null) {
          String none = "private, reserved or no address";
          table.row(Clean.oneLine(address), "-", "-", "-", "-", "-", none);
        } else {
          row(table, address, place);
        }
      }
    }
    table.lines("").forEach(terminal.out()::println);
    return ExitCodes.DONE;
  }

  private static void row(Table table, String address, GeoPlace place) {
    table.row(
        Clean.oneLine(address),
        place.prefix(),
        place.country() == null ? "-" : place.country(),
        place.network() == null ? "unknown" : place.network().kind(),
        place.network() == null ? "-" : place.network().provider(),
        place.asn() < 0 ? "-" : "AS" + place.asn(),
        place.asOrg() == null ? "-" : Clean.oneLine(place.asOrg()));
  }
}
