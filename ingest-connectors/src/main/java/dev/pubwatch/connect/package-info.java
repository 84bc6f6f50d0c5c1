/**
 * Kafka Connect sources that turn what registries, token stores and CI systems log into canonical
 * events.
 *
 * <p>{@link dev.pubwatch.connect.FileSourceConnector} is the door.
 */
@NullMarked
package dev.pubwatch.connect;

import org.jspecify.annotations.NullMarked;
