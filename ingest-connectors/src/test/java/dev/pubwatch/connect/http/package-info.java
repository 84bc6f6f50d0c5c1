@NullMarked
package dev.pubwatch.connect.http;

import org.jspecify.annotations.NullMarked;
