/** Logs of package and image registries. */
@NullMarked
package dev.pubwatch.formats.registry;

import org.jspecify.annotations.NullMarked;
