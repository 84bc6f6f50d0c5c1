@NullMarked
package dev.pubwatch.cli.notices;

import org.jspecify.annotations.NullMarked;
