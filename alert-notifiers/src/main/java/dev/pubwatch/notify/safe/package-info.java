/**
 * Calls to receivers that cannot be led astray: allow-listed hosts, checked addresses, bounded
 * answers.
 */
@NullMarked
package dev.pubwatch.notify.safe;

import org.jspecify.annotations.NullMarked;
