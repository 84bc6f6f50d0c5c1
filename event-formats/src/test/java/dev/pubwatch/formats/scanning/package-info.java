@NullMarked
package dev.pubwatch.formats.scanning;

import org.jspecify.annotations.NullMarked;
