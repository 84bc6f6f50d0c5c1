/**
 * Reads what registries keep in PostgreSQL: tables with serial ids by polling, and the changes that
 * Debezium captures.
 */
@NullMarked
package dev.pubwatch.connect.jdbc;

import org.jspecify.annotations.NullMarked;
