@NullMarked
package dev.pubwatch.core.surprise;

import org.jspecify.annotations.NullMarked;
