package dev.pubwatch.core;

/**
 * A project or credential within reach.
 *
 * @param value which
 * @param lastMillis when it was last used, event time
 */
public record Reached(String value, long lastMillis) {}
