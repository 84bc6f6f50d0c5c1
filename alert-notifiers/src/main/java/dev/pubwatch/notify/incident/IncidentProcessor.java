package dev.pubwatch.notify.incident;

import dev.pubwatch.events.Alert;
import dev.pubwatch.events.Verdict;
import dev.pubwatch.notify.Names;
import dev.pubwatch.notify.Outgoing;
import dev.pubwatch.notify.route.LiveRouting;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/** Alerts, verdicts and orders in, notices out; {@link IncidentBook} in Streams' clothes. */
public final class IncidentProcessor extends ContextualProcessor<String, Intake, String, Outgoing> {
  private static final Duration TICK = Duration.ofSeconds(1);

  /** Group of the metrics in JMX. */
  private static final String METRICS = "pubwatch-incidents";

  /** Records' times are the sources': a clock that is ahead must not stop the notifiers. */
  private static final Map<String, String> CHANGELOG =
      Map.of(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, Long.toString(Long.MAX_VALUE));

  private final LiveRouting routing;
  private final Map<Counted, Sensor> sensors = new EnumMap<>(Counted.class);
  private @Nullable IncidentBook book;

  private IncidentProcessor(LiveRouting routing) {
    this.routing = routing;
  }

  /** For a topology; brings its stores along. */
  public static ProcessorSupplier<String, Intake, String, Outgoing> with(LiveRouting routing) {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<String, Intake, String, Outgoing> get() {
        return new IncidentProcessor(routing);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return storeBuilders();
      }
    };
  }

  /** In the order of their names' list, so that the topology is described the same each time. */
  private static Set<StoreBuilder<?>> storeBuilders() {
    return Names.INCIDENT_STORES.stream()
        .map(
            name ->
                name.equals(Names.INCIDENTS_STORE)
                    ? store(name, IncidentJson.serde())
                    : store(name, Serdes.String()))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** In memory, as everything here is bounded. */
  static <T> StoreBuilder<?> store(String name, Serde<T> values) {
    return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), values)
        .withLoggingEnabled(CHANGELOG);
  }

  @Override
  public void init(ProcessorContext<String, Outgoing> context) {
    super.init(context);
    StreamsShelf shelf =
        new StreamsShelf(
            new StreamsShelf.Stores(
                context.getStateStore(Names.INCIDENTS_STORE),
                context.getStateStore(Names.INCIDENT_ALERTS_STORE),
                context.getStateStore(Names.INCIDENT_MEMBERS_STORE),
                context.getStateStore(Names.INCIDENT_KEYS_STORE),
                context.getStateStore(Names.DIGESTS_STORE)));
    for (Counted counted : Counted.values()) {
      sensors.put(
          counted,
          context
              .metrics()
              .addRateTotalSensor(
                  METRICS, context.taskId().toString(), counted.name, Sensor.RecordingLevel.INFO));
    }
    IncidentBook started = new IncidentBook(shelf, routing, this::count, this::send);
    book = started;
    context.schedule(
        TICK, PunctuationType.WALL_CLOCK_TIME, now -> started.tick(context.currentSystemTimeMs()));
  }

  private void count(Counted counted) {
    Sensor sensor = sensors.get(counted);
    if (sensor != null) {
      sensor.record();
    }
  }

  @Override
  public void close() {
    sensors.values().forEach(context().metrics()::removeSensor);
  }

  private void send(Outgoing outgoing) {
    long now = context().currentSystemTimeMs();
    context().forward(new Record<>(outgoing.notice().incidentId(), outgoing, now));
  }

  @Override
  public void process(Record<String, Intake> record) {
    IncidentBook now = book;
    if (now == null) {
      throw new IllegalStateException("process before init");
    }
    take(now, record.value(), context().currentSystemTimeMs());
  }

  private static void take(IncidentBook book, @Nullable Intake intake, long nowMillis) {
    if (intake instanceof Intake.Said said && said.what() instanceof Alert alert) {
      book.alert(alert, nowMillis);
    } else if (intake instanceof Intake.Said said && said.what() instanceof Verdict verdict) {
      book.verdict(verdict, nowMillis);
    } else if (intake instanceof Intake.Order order) {
      if (order.verb() == Intake.Verb.ACKNOWLEDGE) {
        book.acknowledge(order.incidentId(), order.note());
      } else {
        book.resolve(order.incidentId(), order.note(), nowMillis);
      }
    }
  }
}
