/** Tests of the competitors' methods and of how they are judged. */
@NullMarked
package dev.pubwatch.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
