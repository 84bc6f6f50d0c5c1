/** Audit logs of cloud providers. */
@NullMarked
package dev.pubwatch.formats.cloud;

import org.jspecify.annotations.NullMarked;
