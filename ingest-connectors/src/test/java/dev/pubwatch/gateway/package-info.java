@NullMarked
package dev.pubwatch.gateway;

import org.jspecify.annotations.NullMarked;
