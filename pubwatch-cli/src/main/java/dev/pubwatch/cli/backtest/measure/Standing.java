package dev.pubwatch.cli.backtest.measure;

/**
 * How one detector does.
 *
 * @param unscored events, normal or malicious, that it gave no score; each counts as 0
 */
public record Standing(String name, long unscored, Ranking ranking) {}
