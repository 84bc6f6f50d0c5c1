/**
 * The push gateway: receives webhooks, registry notifications, audit streams and leak reports, and
 * answers once Kafka has them.
 *
 * <p>{@link dev.pubwatch.gateway.Gateway} is the door, {@link dev.pubwatch.gateway.GatewayMain} the
 * program.
 */
@NullMarked
package dev.pubwatch.gateway;

import org.jspecify.annotations.NullMarked;
