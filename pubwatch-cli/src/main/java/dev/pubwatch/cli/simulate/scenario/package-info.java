/**
 * What scenarios are made of: who there is ({@link dev.pubwatch.cli.simulate.scenario.Cast}), what
 * they do and when ({@link dev.pubwatch.cli.simulate.scenario.Story}). To add one, write a class
 * like those in {@code attack} or {@code control} and name it in {@link
 * dev.pubwatch.cli.simulate.scenario.Scenarios}.
 */
@NullMarked
package dev.pubwatch.cli.simulate.scenario;

import org.jspecify.annotations.NullMarked;
