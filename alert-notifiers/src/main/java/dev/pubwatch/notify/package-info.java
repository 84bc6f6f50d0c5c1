/**
 * Brings each alert to people once: a Kafka Streams topology drops what was delivered before and
 * writes the rest to an outbox; a worker a channel delivers from there.
 */
@NullMarked
package dev.pubwatch.notify;

import org.jspecify.annotations.NullMarked;
