/** Alerts that belong together, as one incident with a life. */
@NullMarked
package dev.pubwatch.notify.incident;

import org.jspecify.annotations.NullMarked;
