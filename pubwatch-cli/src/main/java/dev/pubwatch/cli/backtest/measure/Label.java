package dev.pubwatch.cli.backtest.measure;

/**
 * What is known of an event from elsewhere.
 *
 * @param subject which event, as {@link Subject} writes it
 * @param campaign what it was part of
 * @param malicious whether it is one to catch; otherwise it counts neither as malicious nor as
 *     normal
 * @param place file and line, for messages
 */
public record Label(String subject, String campaign, boolean malicious, String place) {}
