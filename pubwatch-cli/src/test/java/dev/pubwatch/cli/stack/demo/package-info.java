@NullMarked
package dev.pubwatch.cli.stack.demo;

import org.jspecify.annotations.NullMarked;
