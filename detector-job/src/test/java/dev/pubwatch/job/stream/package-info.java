@NullMarked
package dev.pubwatch.job.stream;

import org.jspecify.annotations.NullMarked;
