/** {@code ./pubwatch geo}: installs, shows and tries what addresses are looked up in. */
@NullMarked
package dev.pubwatch.cli.geo;

import org.jspecify.annotations.NullMarked;
