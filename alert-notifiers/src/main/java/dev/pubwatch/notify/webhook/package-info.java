/** Alerts posted to an address, signed after Standard Webhooks. */
@NullMarked
package dev.pubwatch.notify.webhook;

import org.jspecify.annotations.NullMarked;
