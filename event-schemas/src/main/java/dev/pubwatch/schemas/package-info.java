/**
 * Topics, and serialisers in Confluent's wire format for the records of {@code
 * dev.pubwatch.events}.
 */
@NullMarked
package dev.pubwatch.schemas;

import org.jspecify.annotations.NullMarked;
