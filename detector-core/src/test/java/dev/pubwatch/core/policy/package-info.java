/** Policies. */
@NullMarked
package dev.pubwatch.core.policy;

import org.jspecify.annotations.NullMarked;
