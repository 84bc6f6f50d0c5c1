@NullMarked
package dev.pubwatch.notify.ocsf;

import org.jspecify.annotations.NullMarked;
