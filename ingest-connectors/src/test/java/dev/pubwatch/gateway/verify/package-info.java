@NullMarked
package dev.pubwatch.gateway.verify;

import org.jspecify.annotations.NullMarked;
