package dev.pubwatch.cli.stack;

import java.nio.file.Path;
import java.util.Properties;

/**
 * A broker for one machine and one reader of each topic: small buffers, few threads, one partition
 * for each internal topic. Defaults are sized for a server of its own: 128 MB for the cleaner
 * alone, 50 partitions each for offsets and transactions.
 */
final class KafkaSettings {
  static final int NODE_ID = 1;
  static final String CONTROLLER = "CONTROLLER";
  private static final String KIB_512 = "524288";
  private static final String MIB_1 = "1048576";
  private static final String TEN_YEARS_MINUTES = "5256000";

  private KafkaSettings() {}

  static Properties of(Path dir, int port, int controllerPort) {
    Properties p = new Properties();
    listeners(p, port, controllerPort);
    p.put("log.dirs", dir.toString());
    internalTopics(p);
    memory(p);
    retention(p);
    return p;
  }

  private static void listeners(Properties p, int port, int controllerPort) {
    String broker = LoopbackPorts.HOST + ":" + port;
    String controller = LoopbackPorts.HOST + ":" + controllerPort;
    p.put("process.roles", "broker,controller");
    p.put("node.id", Integer.toString(NODE_ID));
    p.put("controller.quorum.voters", NODE_ID + "@" + controller);
    p.put("listeners", "PLAINTEXT://" + broker + "," + CONTROLLER + "://" + controller);
    p.put("advertised.listeners", "PLAINTEXT://" + broker);
    p.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    p.put("inter.broker.listener.name", "PLAINTEXT");
    p.put("controller.listener.names", CONTROLLER);
  }

  private static void internalTopics(Properties p) {
    p.put("num.partitions", "1");
    p.put("default.replication.factor", "1");
    p.put("offsets.topic.replication.factor", "1");
    p.put("offsets.topic.num.partitions", "1");
    p.put("transaction.state.log.replication.factor", "1");
    p.put("transaction.state.log.min.isr", "1");
    p.put("transaction.state.log.num.partitions", "1");
    p.put("share.coordinator.state.topic.replication.factor", "1");
    p.put("share.coordinator.state.topic.min.isr", "1");
    p.put("share.coordinator.state.topic.num.partitions", "1");
    p.put("group.initial.rebalance.delay.ms", "0");
    p.put("transaction.max.timeout.ms", "3600000"); // 1 h
    p.put("auto.create.topics.enable", "false");
    // After a kill the controller waits this long for the broker that is gone.
    p.put("broker.session.timeout.ms", "4000");
    p.put("broker.heartbeat.interval.ms", "1000");
  }

  private static void memory(Properties p) {
    p.put("num.network.threads", "2");
    p.put("num.io.threads", "2");
    p.put("background.threads", "2");
    p.put("num.recovery.threads.per.data.dir", "1");
    p.put("queued.max.requests", "32");
    p.put("log.cleaner.threads", "1");
    p.put("log.cleaner.dedupe.buffer.size", "4194304"); // 4 MiB
    p.put("log.cleaner.io.buffer.size", "131072"); // 128 KiB
    p.put("offsets.load.buffer.size", KIB_512);
    p.put("transaction.state.log.load.buffer.size", KIB_512);
    p.put("log.index.size.max.bytes", MIB_1);
    p.put("log.segment.bytes", "67108864"); // 64 MiB
  }

  /** Offsets must outlive any holiday: without them notifiers would deliver everything again. */
  private static void retention(Properties p) {
    p.put("log.retention.ms", "-1");
    p.put("offsets.retention.minutes", TEN_YEARS_MINUTES);
  }
}
