/** Normal things that look odd and must stay silent, one class each. */
@NullMarked
package dev.pubwatch.cli.simulate.scenario.control;

import org.jspecify.annotations.NullMarked;
