package dev.pubwatch.cli.notices;

import dev.pubwatch.cli.CommandFailure;
import dev.pubwatch.cli.ExitCodes;
import dev.pubwatch.cli.config.ConfigException;
import dev.pubwatch.cli.terminal.Clean;
import dev.pubwatch.cli.terminal.Terminal;
import dev.pubwatch.cli.text.Nearest;
import dev.pubwatch.notify.incident.IncidentTopics;
import dev.pubwatch.notify.incident.IncidentView;
import dev.pubwatch.notify.incident.Intake.Order;
import dev.pubwatch.notify.incident.Intake.Verb;
import dev.pubwatch.notify.incident.Status;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What somebody does about an incident; every channel that was told of it is told of that. */
@Command(
    sortOptions = false,
    description =
        "ack: you look after an incident, so nobody else is called. resolve: it is over.%n")
final class IncidentOrderCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Verb verb;
  private final String done;

  @Parameters(index = "0", paramLabel = "INCIDENT_ID", description = "The incident.")
  private String incidentId = "";

  @Option(names = "--by", paramLabel = "NAME", description = "Who says so; else the user.")
  private @Nullable String by = System.getProperty("user.name");

  @Option(names = "--note", paramLabel = "TEXT", description = "Why.")
  private @Nullable String note;

  @Mixin private Cluster cluster = new Cluster();

  IncidentOrderCommand(Terminal terminal, Verb verb, String done) {
    this.terminal = terminal;
    this.verb = verb;
    this.done = done;
  }

  @Override
  public Integer call() throws ConfigException, IOException, InterruptedException {
    IncidentTopics topics = cluster.topics(terminal);
    check(Cluster.read(topics));
    String words = "by " + by + (note == null ? "" : ": " + note);
    try {
      topics.say(new Order(verb, incidentId, words));
    } catch (KafkaException e) {
      throw Cluster.unreachable(topics, e);
    }
    terminal.out().println(incidentId + " " + done + " " + Clean.oneLine(words));
    return ExitCodes.DONE;
  }

  private void check(List<IncidentView> incidents) {
    IncidentView incident =
        incidents.stream().filter(i -> i.id().equals(incidentId)).findFirst().orElse(null);
    if (incident == null) {
      List<String> ids = incidents.stream().map(IncidentView::id).toList();
      throw new CommandFailure(
          "no incident %s among %d%s"
              .formatted(Clean.oneLine(incidentId), ids.size(), Nearest.hint(incidentId, ids)));
    }
    if (incident.status() == Status.RESOLVED) {
      throw new CommandFailure(
          "%s has ended: %s".formatted(incident.id(), Clean.oneLine(incident.note())));
    }
  }
}
