@NullMarked
package dev.pubwatch.connect;

import org.jspecify.annotations.NullMarked;
