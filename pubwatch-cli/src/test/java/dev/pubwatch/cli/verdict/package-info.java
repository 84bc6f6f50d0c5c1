@NullMarked
package dev.pubwatch.cli.verdict;

import org.jspecify.annotations.NullMarked;
