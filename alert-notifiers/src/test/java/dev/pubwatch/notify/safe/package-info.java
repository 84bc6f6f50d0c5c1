@NullMarked
package dev.pubwatch.notify.safe;

import org.jspecify.annotations.NullMarked;
