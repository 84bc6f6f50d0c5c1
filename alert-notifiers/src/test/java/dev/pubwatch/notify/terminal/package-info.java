@NullMarked
package dev.pubwatch.notify.terminal;

import org.jspecify.annotations.NullMarked;
