/**
 * Checks that operators expect whatever the statistics say. What is checked is data: {@code
 * policies.properties} beside this package, switched off or scoped by the operator's settings.
 */
@NullMarked
package dev.pubwatch.core.policy;

import org.jspecify.annotations.NullMarked;
