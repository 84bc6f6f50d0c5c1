@NullMarked
package dev.pubwatch.core;

import org.jspecify.annotations.NullMarked;
