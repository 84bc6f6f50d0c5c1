package dev.pubwatch.benchmarks;

import dev.pubwatch.core.DetectorConfig;
import dev.pubwatch.core.Event;
import dev.pubwatch.core.Observation;
import dev.pubwatch.events.PublishEvent;
import dev.pubwatch.job.stream.EventMapper;
import dev.pubwatch.job.stream.Pipeline;
import dev.pubwatch.job.stream.StandardDetector;
import dev.pubwatch.schemas.AvroConfig;
import dev.pubwatch.schemas.AvroSerdes;
import dev.pubwatch.schemas.Topics;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * The least that a keyed live job does: read events of the contract from Kafka, decode them, count
 * them by project in Flink's state under checkpoints, write counts to Kafka.
 */
final class BareKafkaJob {
  /** Where the counts go. */
  static final String COUNTS = "benchmark.counts";

  private BareKafkaJob() {}

  /** What goes over the shuffle to the counter. */
  enum Shuffled {
    /** The whole event, as each of the detector's steps hands it on. */
    EVENT,
    /** The project's name alone: as little as counting needs. */
    PROJECT
  }

  static JobClient start(Shuffled what, String bootstrap, String registryUrl, Path checkpoints)
      throws Exception {
    Configuration config = new Configuration();
    config.set(PipelineOptions.OBJECT_REUSE, true);
    config.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(5));
    config.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    config.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(config);
    env.setParallelism(1);
    if (what == Shuffled.EVENT) {
      TypeInformation<Observation> type =
          Pipeline.observations(StandardDetector.of(DetectorConfig.DEFAULTS));
      count(
          env,
          bootstrap,
          new Decode<>(registryUrl, Observation::new, type),
          o -> String.valueOf(o.event().project()));
    } else {
      count(
          env,
          bootstrap,
          new Decode<>(registryUrl, e -> String.valueOf(e.project()), Types.STRING),
          p -> p);
    }
    return env.executeAsync("bare keyed count");
  }

  private static <T> void count(
      StreamExecutionEnvironment env,
      String bootstrap,
      Decode<T> decode,
      KeySelector<T, String> key) {
    KafkaSource<T> source =
        KafkaSource.<T>builder()
            .setBootstrapServers(bootstrap)
            .setGroupId("benchmark")
            .setTopics(Topics.PUBLISH_EVENTS)
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setProperty("isolation.level", "read_committed")
            .setDeserializer(decode)
            .build();
    KafkaSink<String> sink =
        KafkaSink.<String>builder()
            .setBootstrapServers(bootstrap)
            .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
            .setRecordSerializer(
                KafkaRecordSerializationSchema.<String>builder()
                    .setTopic(COUNTS)
                    .setValueSerializationSchema(new SimpleStringSchema())
                    .build())
            .build();
    env.fromSource(source, WatermarkStrategy.noWatermarks(), "events")
        .keyBy(key, Types.STRING)
        .process(new CountByKey<>(LiveStream.MARKER))
        .returns(Types.STRING)
        .sinkTo(sink);
  }

  /** What is made of an event. */
  private interface Projection<T> extends Serializable {
    T of(Event event);
  }

  /** Decodes as the detector's source does, then projects. */
  private static final class Decode<T> implements KafkaRecordDeserializationSchema<T> {
    private static final long serialVersionUID = 1L;

    private final String registryUrl;
    private final Projection<T> projection;
    private final TypeInformation<T> type;
    private transient @Nullable Deserializer<PublishEvent> deserializer;

    Decode(String registryUrl, Projection<T> projection, TypeInformation<T> type) {
      this.registryUrl = registryUrl;
      this.projection = projection;
      this.type = type;
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
      deserializer =
          AvroSerdes.deserializer(PublishEvent.class, Map.of(AvroConfig.REGISTRY_URL, registryUrl));
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<T> out) {
      if (deserializer == null) {
        throw new IllegalStateException("open must come first");
      }
      PublishEvent event = deserializer.deserialize(record.topic(), record.value());
      out.collect(projection.of(EventMapper.toEvent(event)));
    }

    @Override
    public TypeInformation<T> getProducedType() {
      return type;
    }
  }
}
