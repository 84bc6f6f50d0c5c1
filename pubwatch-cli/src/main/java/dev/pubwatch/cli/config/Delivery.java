package dev.pubwatch.cli.config;

/** What the job promises of the alerts topic. */
public enum Delivery {
  /** An alert may be written again after a restart, with the same id. */
  AT_LEAST_ONCE,
  /** Kafka transactions: readers of committed records see each alert once. */
  EXACTLY_ONCE
}
