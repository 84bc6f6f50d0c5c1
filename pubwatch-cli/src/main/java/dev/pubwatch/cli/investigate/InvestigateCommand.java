package dev.pubwatch.cli.investigate;

import dev.pubwatch.cli.CommandFailure;
import dev.pubwatch.cli.ExitCodes;
import dev.pubwatch.cli.Logs;
import dev.pubwatch.cli.config.ConfigException;
import dev.pubwatch.cli.config.ConfigOption;
import dev.pubwatch.cli.config.PubwatchConfig;
import dev.pubwatch.cli.config.Secrets;
import dev.pubwatch.cli.replay.Outputs;
import dev.pubwatch.cli.replay.ReplayRun;
import dev.pubwatch.cli.replay.Severities;
import dev.pubwatch.cli.replay.Times;
import dev.pubwatch.cli.terminal.Clean;
import dev.pubwatch.cli.terminal.Terminal;
import dev.pubwatch.connect.http.NpmRegistry;
import dev.pubwatch.connect.http.NpmRegistry.Document;
import dev.pubwatch.connect.http.NpmRegistry.FetchException;
import dev.pubwatch.core.Alert.Severity;
import dev.pubwatch.formats.CredentialHasher;
import dev.pubwatch.formats.Format;
import dev.pubwatch.formats.Formats;
import dev.pubwatch.formats.json.JsonTree;
import dev.pubwatch.job.replay.ReplayException;
import dev.pubwatch.job.replay.ReplayInput;
import dev.pubwatch.job.replay.ReplayOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The public history of packages, and what in it is odd. */
@Command(
    name = "investigate",
    sortOptions = false,
    description = {
      "Reads packages' public history from a registry like npm's and tells what in it is odd.%n"
    },
    footer = {
      "%nNo token is needed. Documents are kept in the data folder and asked for again only when",
      "they changed. Several packages are judged as one stream. Exit code 1: one could not be had",
      "(the others are judged all the same); 3: --fail-on was reached.",
      "%nFor example:",
      "  ./pubwatch investigate ua-parser-js @ctrl/tinycolor"
    })
public final class InvestigateCommand implements Callable<Integer> {
  /** npm's own rule, with the capitals of names from before it. */
  private static final Pattern NAME =
      Pattern.compile(
          "(?:@[A-Za-z0-9~*-][A-Za-z0-9._~*-]{0,213}/)?[A-Za-z0-9~_-][A-Za-z0-9._~-]{0,213}");

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final Terminal terminal;
  private final Map<String, String> environment;
  private final NpmRegistry.Sleeper sleeper;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "PACKAGE", arity = "1..*", description = "Names, such as @scope/name.")
  private List<String> packages = List.of();

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description = "Where to ask (default: where the npm client asks, else npm's registry).")
  private @Nullable String registry;

  @Option(names = "--json", description = "Alerts as JSON lines.")
  private boolean json;

  @Option(
      names = "--warm-up",
      paramLabel = "T",
      converter = Times.class,
      description = "Only learn before T, alert from T on.")
  private @Nullable Instant warmUp;

  @Option(names = "--report", paramLabel = "FILE.html", description = "A report in one HTML file.")
  private @Nullable Path report;

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      converter = Severities.class,
      description = "Exit with 3 when an alert is at least this severe.")
  private @Nullable Severity failOn;

  @Mixin private ConfigOption config = new ConfigOption();

  @Option(names = "--quiet", description = "Neither progress nor summary.")
  private boolean quiet;

  /**
   * A command that writes to a terminal.
   *
   * @param environment the process's environment variables
   * @param sleeper lets time pass between requests
   */
  public InvestigateCommand(
      Terminal terminal, Map<String, String> environment, NpmRegistry.Sleeper sleeper) {
    this.terminal = terminal;
    this.environment = environment;
    this.sleeper = sleeper;
  }

  @Override
  public Integer call() throws ConfigException, ReplayException, IOException {
    List<String> names = List.copyOf(new LinkedHashSet<>(packages));
    for (String name : names) {
      refuse(NAME.matcher(name).matches() ? "" : "no package can be called " + name);
    }
    URI base = base();
    PubwatchConfig settings = config.load();
    Logs.begin(settings.dataDir(), "investigate", terminal);
    List<ReplayInput> inputs = fetch(names, base, settings);
    if (inputs.isEmpty()) {
      return ExitCodes.FAILED;
    }
    ReplayRun run =
        new ReplayRun(terminal, json ? Outputs.STDOUT : null, null, report, failOn, quiet);
    int code = run.run(options(inputs, settings));
    return inputs.size() < names.size() ? ExitCodes.FAILED : code;
  }

  private URI base() {
    String address = registry == null ? NpmSettings.registry(environment, Path.of("")) : registry;
    try {
      return NpmSettings.checked(address);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  /** A registry that cannot be reached ends it; a package that is not there is told. */
  private List<ReplayInput> fetch(List<String> names, URI base, PubwatchConfig settings)
      throws IOException {
    PackumentCache cache = new PackumentCache(settings.dataDir().resolve("cache/npm"));
    Format format = Formats.byName("npm-packument");
    List<ReplayInput> inputs = new ArrayList<>();
    try (NpmRegistry asked =
        new NpmRegistry(
            base, TIMEOUT, JsonTree.MAX_RECORD_BYTES, InstantSource.system(), sleeper)) {
      for (String name : names) {
        URI address = asked.address(name);
        try {
          boolean changed = refresh(asked, cache, name);
          say(
              "%s: %s"
                  .formatted(name, changed ? "fetched" : "unchanged since it was last fetched"));
          Path file = cache.file(address);
          inputs.add(new ReplayInput(format, file.toString(), PackumentCache::open));
        } catch (FetchException e) {
          if (!e.isUnknown()) {
            throw new CommandFailure(Clean.oneLine(String.valueOf(e.getMessage())), e);
          }
          terminal.err().println("pubwatch: " + Clean.oneLine(String.valueOf(e.getMessage())));
        }
      }
      return inputs;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted", e);
    }
  }

  private static boolean refresh(NpmRegistry asked, PackumentCache cache, String name)
      throws IOException, InterruptedException {
    URI address = asked.address(name);
    Document document = asked.packument(name, cache.etag(address));
    byte[] body = document.body();
    if (body == null) {
      return false;
    }
    cache.keep(address, document.etag(), body);
    return true;
  }

  private ReplayOptions options(List<ReplayInput> inputs, PubwatchConfig settings)
      throws IOException {
    byte[] key = new Secrets(environment).credentialHashKey(settings);
    return ReplayOptions.builder(inputs, new CredentialHasher(key))
        .warmUp(warmUp)
        .detector(settings.detector(Long.MIN_VALUE))
        .build();
  }

  private void say(String line) {
    if (!quiet) {
      terminal.err().println(line);
    }
  }

  private void refuse(String fault) {
    if (!fault.isEmpty()) {
      throw new ParameterException(Objects.requireNonNull(spec).commandLine(), fault);
    }
  }
}
