@NullMarked
package dev.pubwatch.cli.explain;

import org.jspecify.annotations.NullMarked;
