/** PagerDuty: Events API v2. */
@NullMarked
package dev.pubwatch.notify.pagerduty;

import org.jspecify.annotations.NullMarked;
