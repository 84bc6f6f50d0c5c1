package dev.pubwatch.schemas;

import static dev.pubwatch.schemas.Compatibility.BACKWARD;
import static dev.pubwatch.schemas.Compatibility.FULL_TRANSITIVE;

import dev.pubwatch.events.Alert;
import dev.pubwatch.events.CiEvent;
import dev.pubwatch.events.Exposure;
import dev.pubwatch.events.PublishEvent;
import dev.pubwatch.events.Reject;
import dev.pubwatch.events.TokenEvent;
import dev.pubwatch.events.Verdict;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The contract: what each topic carries, in the order in which data moves. */
public final class ContractSchemas {
  static {
    AvroTrust.init();
  }

  private static final List<TopicSchema> ALL =
      List.of(
          of(Topics.PUBLISH_EVENTS, "project", PublishEvent.class, BACKWARD),
          of(Topics.TOKEN_EVENTS, "credential.id, else actor.id", TokenEvent.class, BACKWARD),
          of(Topics.CI_EVENTS, "project", CiEvent.class, BACKWARD),
          of(Topics.EXPOSURES, "credential_id", Exposure.class, BACKWARD),
          of(Topics.VERDICTS, "alert_id", Verdict.class, BACKWARD),
          of(Topics.ALERTS, "alert_id", Alert.class, FULL_TRANSITIVE),
          of(Topics.REJECTS, "source", Reject.class, BACKWARD));

  private static final Map<String, TopicSchema> BY_TOPIC = index(TopicSchema::topic);
  private static final Map<String, TopicSchema> BY_RECORD = index(t -> t.schema().getFullName());

  private ContractSchemas() {}

  /** Every topic of {@link Topics#ALL}, in its order. */
  public static List<TopicSchema> all() {
    return ALL;
  }

  /**
   * What {@code topic} carries.
   *
   * @throws IllegalArgumentException if the contract has no such topic
   */
  public static TopicSchema forTopic(String topic) {
    TopicSchema found = BY_TOPIC.get(topic);
    if (found == null) {
      throw new IllegalArgumentException("topic must be one of " + Topics.ALL + ", was " + topic);
    }
    return found;
  }

  /** The topic whose record has that full name, null if there is none. */
  static @Nullable TopicSchema forRecord(String fullName) {
    return BY_RECORD.get(fullName);
  }

  private static TopicSchema of(
      String topic, String key, Class<? extends SpecificRecord> type, Compatibility level) {
    return new TopicSchema(topic, key, type, RecordTypes.schema(type), level);
  }

  private static Map<String, TopicSchema> index(Function<TopicSchema, String> key) {
    return ALL.stream().collect(Collectors.toUnmodifiableMap(key, Function.identity()));
  }
}
