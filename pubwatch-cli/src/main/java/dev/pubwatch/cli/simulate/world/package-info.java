/**
 * The simulated world: a heavy-tailed population of projects whose people and workflows publish,
 * sign in, use and renew tokens, edit workflows and run them, as one stream in the order of time.
 *
 * <p>What a person, an owner or a project is follows from the seed and its number alone, so that a
 * million of them need a few bytes each. Addresses and AS numbers are those that standards set
 * aside for documentation, benchmarks and private use.
 */
@NullMarked
package dev.pubwatch.cli.simulate.world;

import org.jspecify.annotations.NullMarked;
