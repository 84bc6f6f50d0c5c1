@NullMarked
package dev.pubwatch.notify.route;

import org.jspecify.annotations.NullMarked;
