/**
 * The embedded schema registry: Confluent's REST API for Avro schemas over a compacted {@code
 * _schemas} topic, whose records are Confluent's too, so that their registry can take the topic
 * over.
 *
 * <p>Not here: schema references, other schema types, metadata and rules, contexts, import and
 * read-only modes, authentication (it listens on the loopback address only), and the election of
 * one writer among several. What is asked for and not here is refused by name.
 */
@NullMarked
package dev.pubwatch.cli.registry;

import org.jspecify.annotations.NullMarked;
