package dev.pubwatch.job.live;

import dev.pubwatch.core.Observation;
import dev.pubwatch.events.Alert;
import dev.pubwatch.events.Reject;
import dev.pubwatch.job.snapshot.StateFiles;
import dev.pubwatch.job.stream.DetectorFactory;
import dev.pubwatch.job.stream.Pipeline;
import dev.pubwatch.job.stream.Uids;
import dev.pubwatch.job.types.Types;
import dev.pubwatch.schemas.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Kafka's event topics, past the detector, to Kafka's alerts topic. */
final class LiveTopology {
  private static final String TRANSACTION_TIMEOUT_MS = "600000"; // 10 min, below the broker's 15

  private final LiveOptions options;
  private final DetectorFactory detector;

  LiveTopology(LiveOptions options, DetectorFactory detector) {
    this.options = options;
    this.detector = detector;
  }

  void define(StreamExecutionEnvironment env) {
    SingleOutputStreamOperator<Observation> events =
        decoded(env)
            .process(new RejectsApart(), Pipeline.observations(detector))
            .name(Uids.REJECTED)
            .uid(Uids.REJECTED);
    writeRejects(events.getSideOutput(RejectsApart.REJECTS));
    Pipeline.define(
        events, detector, StateFiles.from(options.stateIn()), this::writeAlerts, scores -> {});
  }

  private DataStream<Decoded> decoded(StreamExecutionEnvironment env) {
    java.time.Duration bound = options.outOfOrderness();
    WatermarkStrategy<Decoded> watermarks =
        WatermarkStrategy.<Decoded>forGenerator(
                context ->
                    new LiveWatermarks<>(
                        bound, context.getInputActivityClock()::relativeTimeMillis))
            .withTimestampAssigner((decoded, kafkaTime) -> decoded.timeMillis());
    return env.fromSource(source(), watermarks, Uids.KAFKA_SOURCE).uid(Uids.KAFKA_SOURCE);
  }

  private KafkaSource<Decoded> source() {
    return KafkaSource.<Decoded>builder()
        .setProperties(kafka())
        .setGroupId(options.group())
        .setTopics(
            Topics.PUBLISH_EVENTS,
            Topics.TOKEN_EVENTS,
            Topics.CI_EVENTS,
            Topics.EXPOSURES,
            Topics.VERDICTS)
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setProperty("isolation.level", "read_committed")
        .setDeserializer(new KafkaEvents(options.registry()))
        .build();
  }

  private void writeAlerts(DataStream<Alert> judged) {
    boolean exactlyOnce = options.exactlyOnce();
    DataStream<Alert> fresh = exactlyOnce ? judged : withoutRepeats(judged);
    KafkaSinkBuilder<Alert> sink = sink(Topics.ALERTS, Alert::getAlertId);
    if (exactlyOnce) {
      sink.setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
          .setTransactionalIdPrefix(options.group() + "-alerts")
          .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
          .setProperty("transaction.timeout.ms", TRANSACTION_TIMEOUT_MS);
    }
    fresh.sinkTo(sink.build()).name(Uids.ALERTS_SINK).uid(Uids.ALERTS_SINK).setParallelism(1);
  }

  private DataStream<Alert> withoutRepeats(DataStream<Alert> judged) {
    Properties kafka = kafka();
    HashMap<String, String> registry = new HashMap<>(options.registry());
    return judged
        .process(new AlreadyPublished(() -> new KafkaAlertsTopic(kafka, registry)), Types.ALERT)
        .name(Uids.ALREADY_PUBLISHED)
        .uid(Uids.ALREADY_PUBLISHED)
        .setParallelism(1);
  }

  private void writeRejects(DataStream<Reject> rejects) {
    rejects
        .sinkTo(sink(Topics.REJECTS, Reject::getSource).build())
        .name(Uids.REJECTS_SINK)
        .uid(Uids.REJECTS_SINK);
  }

  private <T extends SpecificRecord> KafkaSinkBuilder<T> sink(
      String topic, AvroRecords.Key<T> key) {
    return KafkaSink.<T>builder()
        .setKafkaProducerConfig(kafka())
        .setBootstrapServers(options.bootstrapServers())
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .setRecordSerializer(new AvroRecords<>(topic, key, options.registry()));
  }

  private Properties kafka() {
    Properties properties = new Properties();
    for (Map.Entry<String, String> entry : options.kafka().entrySet()) {
      properties.setProperty(entry.getKey(), entry.getValue());
    }
    properties.setProperty("bootstrap.servers", options.bootstrapServers());
    return properties;
  }
}
