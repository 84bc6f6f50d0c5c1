@NullMarked
package dev.pubwatch.notify.kafka;

import org.jspecify.annotations.NullMarked;
