@NullMarked
package dev.pubwatch.cli.geo;

import org.jspecify.annotations.NullMarked;
