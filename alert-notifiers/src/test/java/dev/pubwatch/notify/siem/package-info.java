@NullMarked
package dev.pubwatch.notify.siem;

import org.jspecify.annotations.NullMarked;
