@NullMarked
package dev.pubwatch.formats.registry;

import org.jspecify.annotations.NullMarked;
