/**
 * The evaluation behind {@code backtest}: scores and alerts held against labels. Reads and writes
 * nothing; the same input gives the same numbers.
 */
@NullMarked
package dev.pubwatch.cli.backtest.measure;

import org.jspecify.annotations.NullMarked;
