package dev.pubwatch.cli.config;

import dev.pubwatch.cli.config.PubwatchConfig.Ports;
import java.util.LinkedHashMap;
import java.util.Map;

/** Ports by the key that sets them. */
public final class PortNames {
  private PortNames() {}

  /** In the order in which the parts start. */
  public static Map<String, Integer> of(Ports ports) {
    Map<String, Integer> byKey = new LinkedHashMap<>();
    byKey.put("kafka.port", ports.kafka());
    byKey.put("kafka.controllerPort", ports.kafkaController());
    byKey.put("registry.port", ports.registry());
    byKey.put("connect.port", ports.connect());
    byKey.put("flink.port", ports.flink());
    byKey.put("console.port", ports.console());
    return byKey;
  }
}
