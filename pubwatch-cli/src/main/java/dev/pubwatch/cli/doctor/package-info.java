/** {@code ./pubwatch doctor}: what this machine lacks, and what to do about it. */
@NullMarked
package dev.pubwatch.cli.doctor;

import org.jspecify.annotations.NullMarked;
