package dev.pubwatch.cli.backtest.measure;

/** A malicious event that the run read, at or after the beginning of the judged period. */
record LabelledEvent(String eventId, String campaign, long timeMillis) {}
