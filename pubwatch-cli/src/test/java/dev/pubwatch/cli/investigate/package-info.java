@NullMarked
package dev.pubwatch.cli.investigate;

import org.jspecify.annotations.NullMarked;
