@NullMarked
package dev.pubwatch.job.types;

import org.jspecify.annotations.NullMarked;
