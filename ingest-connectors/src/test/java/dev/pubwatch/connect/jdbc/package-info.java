@NullMarked
package dev.pubwatch.connect.jdbc;

import org.jspecify.annotations.NullMarked;
