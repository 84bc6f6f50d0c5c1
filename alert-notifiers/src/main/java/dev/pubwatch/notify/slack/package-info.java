/** Slack: one message an incident, edited as it grows. */
@NullMarked
package dev.pubwatch.notify.slack;

import org.jspecify.annotations.NullMarked;
