package dev.pubwatch.connect.jdbc;

/**
 * A row as JSON.
 *
 * @param sizeBytes of the whole JSON, of which {@code json} may be the first part
 */
record TableRow(long id, String json, long sizeBytes) {}
