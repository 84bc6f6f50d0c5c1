/**
 * What formats over JSON share: a strict parser with bounds, typed accessors that name what they
 * expected and what came, and the draft from which events are built.
 *
 * <p>A new format extends {@link dev.pubwatch.formats.json.JsonFormat}, reads through {@link
 * dev.pubwatch.formats.json.JsonFields} and fills an {@link dev.pubwatch.formats.json.EventDraft};
 * bounds, redaction and rejects then come by themselves.
 */
@NullMarked
package dev.pubwatch.formats.json;

import org.jspecify.annotations.NullMarked;
