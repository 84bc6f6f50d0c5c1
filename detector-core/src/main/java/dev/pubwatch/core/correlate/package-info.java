/**
 * What no single event shows: the same new thing at many owners, steps of one intrusion, use of
 * what has leaked. Each correlator sees every judged event in order of event time and keeps bounded
 * state.
 */
@NullMarked
package dev.pubwatch.core.correlate;

import org.jspecify.annotations.NullMarked;
