@NullMarked
package dev.pubwatch.cli.baseline;

import org.jspecify.annotations.NullMarked;
