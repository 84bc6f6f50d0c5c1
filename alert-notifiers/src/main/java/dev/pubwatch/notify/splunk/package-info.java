/** Splunk: HTTP Event Collector. */
@NullMarked
package dev.pubwatch.notify.splunk;

import org.jspecify.annotations.NullMarked;
