/**
 * Whether a request comes from who it says: one class a way of proving it, all in constant time and
 * on the body as it was sent.
 *
 * <p>{@link dev.pubwatch.gateway.verify.Scheme} is the door.
 */
@NullMarked
package dev.pubwatch.gateway.verify;

import org.jspecify.annotations.NullMarked;
