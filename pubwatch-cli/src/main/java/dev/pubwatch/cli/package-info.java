/** {@code ./pubwatch}: the commands of the contract. {@link dev.pubwatch.cli.Main} is the door. */
@NullMarked
package dev.pubwatch.cli;

import org.jspecify.annotations.NullMarked;
