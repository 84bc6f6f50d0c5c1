@NullMarked
package dev.pubwatch.notify.webhook;

import org.jspecify.annotations.NullMarked;
