/** Alerts in the Elastic Common Schema. */
@NullMarked
package dev.pubwatch.notify.ecs;

import org.jspecify.annotations.NullMarked;
