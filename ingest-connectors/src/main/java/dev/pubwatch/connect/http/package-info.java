/**
 * A Kafka Connect source that asks audit-log APIs and registries for what is new.
 *
 * <p>{@link dev.pubwatch.connect.http.HttpSourceConnector} is the door; {@link
 * dev.pubwatch.connect.http.NpmRegistry} the one for a person who asks once.
 */
@NullMarked
package dev.pubwatch.connect.http;

import org.jspecify.annotations.NullMarked;
