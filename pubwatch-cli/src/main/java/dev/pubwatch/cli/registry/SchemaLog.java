package dev.pubwatch.cli.registry;

/** Where the registry's state lives. All calls from one thread at a time. */
interface SchemaLog extends AutoCloseable {
  /** Gives the state every entry that it has not seen. */
  void sync();

  /**
   * Writes an entry and gives it to the state; returns when it is durable.
   *
   * @throws ApiException 50001 if it could not be made sure of
   */
  void append(LogEntry entry);

  @Override
  void close();
}
