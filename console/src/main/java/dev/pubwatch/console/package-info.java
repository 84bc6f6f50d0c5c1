/** Alerts as pages for a person: a report in one HTML file, and a console on this machine. */
@NullMarked
package dev.pubwatch.console;

import org.jspecify.annotations.NullMarked;
