@NullMarked
package dev.pubwatch.cli.git;

import org.jspecify.annotations.NullMarked;
