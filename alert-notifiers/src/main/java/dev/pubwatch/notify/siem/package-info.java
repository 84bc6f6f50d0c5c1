/** What machines are sent of an incident. */
@NullMarked
package dev.pubwatch.notify.siem;

import org.jspecify.annotations.NullMarked;
