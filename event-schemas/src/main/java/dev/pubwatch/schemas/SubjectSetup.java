package dev.pubwatch.schemas;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;

/**
 * Makes a registry know the contract: each topic's compatibility level, then its schema. Doing it
 * again changes nothing.
 */
public final class SubjectSetup {
  /** What the registry now holds for one subject. */
  public record Registered(String subject, int schemaId, Compatibility compatibility) {}

  private SubjectSetup() {}

  /**
   * Registers every subject.
   *
   * @param registryUrl base URL, such as {@code http://127.0.0.1:8081}
   * @return one entry a topic, in the contract's order
   * @throws KafkaException when the registry cannot be reached or refuses
   */
  public static List<Registered> register(String registryUrl) {
    return register(Map.of(AvroConfig.REGISTRY_URL, registryUrl));
  }

  /**
   * Registers every subject.
   *
   * @param config {@link AvroConfig}: where the registry is, and credentials for it
   */
  public static List<Registered> register(Map<String, ?> config) {
    RegistryClient registry = RegistryClient.of(config);
    List<Registered> done = new ArrayList<>();
    for (TopicSchema topic : ContractSchemas.all()) {
      done.add(register(registry, topic));
    }
    return List.copyOf(done);
  }

  private static Registered register(RegistryClient registry, TopicSchema topic) {
    String subject = topic.subject();
    boolean isSet = registry.compatibility(subject).equals(topic.compatibility().name());
    if (!isSet) {
      isSet = registry.setCompatibilityIfKnown(subject, topic.compatibility());
    }
    int id = registry.register(subject, topic.schema());
    if (!isSet) {
      registry.setCompatibility(subject, topic.compatibility());
    }
    return new Registered(subject, id, topic.compatibility());
  }

  /** {@code SubjectSetup URL [key=value ...]}, keys as in {@link AvroConfig}. */
  public static void main(String[] args) {
    Map<String, String> config = new HashMap<>();
    for (int i = 0; i < args.length; i++) {
      String[] pair = (i == 0 ? AvroConfig.REGISTRY_URL + "=" + args[0] : args[i]).split("=", 2);
      config.put(pair[0], pair.length == 2 ? pair[1] : "");
    }
    try {
      register(config)
          .forEach(
              done ->
                  System.out.printf(
                      "%s: schema %d, %s%n",
                      done.subject(), done.schemaId(), done.compatibility()));
    } catch (KafkaException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }
}
