@NullMarked
package dev.pubwatch.core.baseline;

import org.jspecify.annotations.NullMarked;
