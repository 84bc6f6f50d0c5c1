/**
 * The thinking: what is normal for each project, credential and actor, and how odd an event is.
 *
 * <p>Compiles with the JDK alone. The framework around it keys the stream, keeps the state of each
 * {@link dev.pubwatch.core.Stage} and hands over events in event-time order; see {@link
 * dev.pubwatch.core.Detector} for the one public door.
 */
@NullMarked
package dev.pubwatch.core;

import org.jspecify.annotations.NullMarked;
