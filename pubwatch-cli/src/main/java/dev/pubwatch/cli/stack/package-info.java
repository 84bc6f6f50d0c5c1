/**
 * The embedded stack: broker, registry, Connect worker, job, notifiers and console in one JVM.
 *
 * <p>{@link dev.pubwatch.cli.stack.EmbeddedStack} is the door.
 */
@NullMarked
package dev.pubwatch.cli.stack;

import org.jspecify.annotations.NullMarked;
