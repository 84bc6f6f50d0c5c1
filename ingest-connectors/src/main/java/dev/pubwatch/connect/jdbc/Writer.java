package dev.pubwatch.connect.jdbc;

/**
 * A transaction that may have taken an id and not committed it yet.
 *
 * @param transaction its virtual id, which the server gives no other
 * @param process of the server that runs it
 */
record Writer(String transaction, int process) {}
