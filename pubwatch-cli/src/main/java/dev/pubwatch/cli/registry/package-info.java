/**
 * The embedded schema registry: Confluent's REST API for Avro schemas over a compacted {@code
 * _schemas} topic, whose records are Confluent's too.
 */
@NullMarked
package dev.pubwatch.cli.registry;

import org.jspecify.annotations.NullMarked;
