package dev.pubwatch.job.stream;

/** In what order observations reach a step, and so which of them it holds back. */
enum Arrival {
  /** In any order: those with a key wait for the watermark, the others pass by at once. */
  BY_KEY,

  /** In any order: all wait, so that what follows in the same task needs to hold back nothing. */
  ALL,

  /** In order of (event time, event id), but for late ones: nothing waits. */
  ORDERED
}
