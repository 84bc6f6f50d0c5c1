/** Mail over SMTP: one thread an incident. */
@NullMarked
package dev.pubwatch.notify.email;

import org.jspecify.annotations.NullMarked;
