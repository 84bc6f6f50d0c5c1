/**
 * The configuration file: {@link dev.pubwatch.cli.config.PubwatchConfig} is the door. Checked whole
 * at start; every fault is reported at once.
 */
@NullMarked
package dev.pubwatch.cli.config;

import org.jspecify.annotations.NullMarked;
