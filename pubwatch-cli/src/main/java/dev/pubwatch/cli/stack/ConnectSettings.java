package dev.pubwatch.cli.stack;

import dev.pubwatch.cli.CommandFailure;
import dev.pubwatch.cli.config.PubwatchConfig.Source;
import dev.pubwatch.connect.FileSourceConnector;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Settings of the embedded Connect worker and its connectors.
 *
 * @param bootstrap broker
 * @param registryUrl schema registry
 * @param port of the REST API
 * @param hashKey stands for the credential key, see {@link HeldSecrets}
 */
record ConnectSettings(String bootstrap, String registryUrl, int port, String hashKey) {

  /** Settings whose connectors hash credentials under a key that stays in this process. */
  static ConnectSettings of(String bootstrap, String registryUrl, int port, byte[] hashKey) {
    String held =
        HeldSecrets.hold("credential-hash-key", new String(hashKey, StandardCharsets.UTF_8));
    return new ConnectSettings(bootstrap, registryUrl, port, held);
  }

  Map<String, String> worker() {
    Map<String, String> w = new HashMap<>();
    w.put("bootstrap.servers", bootstrap);
    w.put("group.id", "pubwatch-connect");
    w.put("listeners", "http://" + LoopbackPorts.HOST + ":" + port);
    w.put("exactly.once.source.support", "enabled");
    w.put("plugin.discovery", "service_load"); // the default scan of the class path takes seconds
    w.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
    w.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
    w.put("config.providers", HeldSecrets.PROVIDER);
    w.put("config.providers." + HeldSecrets.PROVIDER + ".class", HeldSecrets.class.getName());
    internalTopics(w);
    groupOfOne(w);
    memory(w);
    return w;
  }

  private static void internalTopics(Map<String, String> w) {
    for (String topic : new String[] {"config", "offset", "status"}) {
      w.put(topic + ".storage.topic", "pubwatch-connect-" + topic);
      w.put(topic + ".storage.replication.factor", "1");
    }
    w.put("offset.storage.partitions", "1");
    w.put("status.storage.partitions", "1");
  }

  /** After a kill the group waits for the worker that is gone, at most this session. */
  private static void groupOfOne(Map<String, String> w) {
    w.put("scheduled.rebalance.max.delay.ms", "0");
    w.put("session.timeout.ms", "6000");
    w.put("heartbeat.interval.ms", "1500");
    w.put("task.shutdown.graceful.timeout.ms", "3000");
  }

  private static void memory(Map<String, String> w) {
    w.put("producer.buffer.memory", "8388608"); // 8 MiB a source
    w.put("producer.max.request.size", "4194304"); // as max.message.bytes of the topics
    w.put("producer.compression.type", "lz4");
  }

  Map<String, String> connector(Source source) {
    Map<String, String> c = new HashMap<>();
    c.put("name", source.name());
    c.put("connector.class", FileSourceConnector.class.getName());
    c.put("tasks.max", "1");
    c.put("exactly.once.support", "required");
    c.put("transaction.boundary", "poll");
    c.put("format", source.format());
    c.put("paths", paths(source));
    c.put("schema.registry.url", registryUrl);
    c.put("credential.hash.key", hashKey);
    return c;
  }

  private static String paths(Source source) {
    for (String path : source.paths()) {
      if (path.indexOf(',') >= 0) {
        throw new CommandFailure(
            "source %s: paths must hold no comma, was %s; name it with a glob such as ?"
                .formatted(source.name(), path));
      }
    }
    return String.join(",", source.paths());
  }
}
