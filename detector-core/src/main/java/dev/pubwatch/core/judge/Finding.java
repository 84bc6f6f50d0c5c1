package dev.pubwatch.core.judge;

import dev.pubwatch.core.Observation;
import org.jspecify.annotations.Nullable;

/**
 * An event that is to be told.
 *
 * @param observation the event and what the stages said
 * @param weighing what the signals say together
 * @param p calibrated p-value, with the raised prior
 * @param perDay how many as odd a normal day of the stream brings
 * @param incident what it follows, if anything
 */
record Finding(
    Observation observation,
    Weighing weighing,
    double p,
    double perDay,
    IncidentMemory.@Nullable Incident incident) {}
