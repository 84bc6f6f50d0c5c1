@NullMarked
package dev.pubwatch.core.judge;

import org.jspecify.annotations.NullMarked;
