package dev.pubwatch.benchmarks.peers;

/**
 * A method under comparison. It sees every event once, in order of time, and scores before it
 * learns.
 */
interface Peer {

  /** Methods that differ by their settings alone share it. */
  String family();

  /** Family and settings; also the name of its score file. */
  String name();

  /** How odd the event is, 0 or more, larger being odder; then learns from it. */
  double score(Sample sample);
}
