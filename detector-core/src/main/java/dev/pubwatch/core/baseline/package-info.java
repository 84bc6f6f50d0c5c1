/** Stages and the bounded state of one project, owner, credential or actor. */
@NullMarked
package dev.pubwatch.core.baseline;

import org.jspecify.annotations.NullMarked;
