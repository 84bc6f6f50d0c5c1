@NullMarked
package dev.pubwatch.cli.stack;

import org.jspecify.annotations.NullMarked;
