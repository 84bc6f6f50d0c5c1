/** Incidents as public reports have them, one class each. */
@NullMarked
package dev.pubwatch.cli.simulate.scenario.attack;

import org.jspecify.annotations.NullMarked;
