@NullMarked
package dev.pubwatch.connect.s3;

import org.jspecify.annotations.NullMarked;
