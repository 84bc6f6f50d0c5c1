@NullMarked
package dev.pubwatch.notify.opensearch;

import org.jspecify.annotations.NullMarked;
