/**
 * What every channel says of an incident: one text model, filled into templates, escaped as the
 * channel needs.
 */
@NullMarked
package dev.pubwatch.notify.message;

import org.jspecify.annotations.NullMarked;
