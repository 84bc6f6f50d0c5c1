@NullMarked
package dev.pubwatch.notify.slack;

import org.jspecify.annotations.NullMarked;
