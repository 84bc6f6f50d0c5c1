@NullMarked
package dev.pubwatch.notify.incident;

import org.jspecify.annotations.NullMarked;
