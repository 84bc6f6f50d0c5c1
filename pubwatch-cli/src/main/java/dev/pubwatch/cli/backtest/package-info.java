/**
 * {@code ./pubwatch backtest}: a replay whose scores and alerts are judged against labels. Files
 * and forms are here, the numbers come from {@code measure}.
 */
@NullMarked
package dev.pubwatch.cli.backtest;

import org.jspecify.annotations.NullMarked;
