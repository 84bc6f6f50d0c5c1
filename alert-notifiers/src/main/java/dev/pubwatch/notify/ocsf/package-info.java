/** Alerts as OCSF Detection Finding (2004). */
@NullMarked
package dev.pubwatch.notify.ocsf;

import org.jspecify.annotations.NullMarked;
