/** Histories and audit logs of code hosts. */
@NullMarked
package dev.pubwatch.formats.forge;

import org.jspecify.annotations.NullMarked;
