/** Alerts as a person wants to read them in a terminal. */
@NullMarked
package dev.pubwatch.notify.terminal;

import org.jspecify.annotations.NullMarked;
