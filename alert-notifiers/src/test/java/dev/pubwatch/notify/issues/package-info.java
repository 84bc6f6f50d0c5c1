@NullMarked
package dev.pubwatch.notify.issues;

import org.jspecify.annotations.NullMarked;
