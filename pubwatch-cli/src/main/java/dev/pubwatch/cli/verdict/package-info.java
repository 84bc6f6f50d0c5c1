/** What an analyst says of an alert, on its way to the detector. */
@NullMarked
package dev.pubwatch.cli.verdict;

import org.jspecify.annotations.NullMarked;
