/** Revocations and the responder. */
@NullMarked
package dev.pubwatch.cli.revoke;

import org.jspecify.annotations.NullMarked;
