/**
 * The last step: weighs the signals, calibrates against the stream, spends the budget, tells the
 * story.
 */
@NullMarked
package dev.pubwatch.core.judge;

import org.jspecify.annotations.NullMarked;
