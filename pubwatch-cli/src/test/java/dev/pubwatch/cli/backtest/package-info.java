@NullMarked
package dev.pubwatch.cli.backtest;

import org.jspecify.annotations.NullMarked;
