@NullMarked
package dev.pubwatch.cli.backtest.measure;

import org.jspecify.annotations.NullMarked;
