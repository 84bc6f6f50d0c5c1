@NullMarked
package dev.pubwatch.job.geo;

import org.jspecify.annotations.NullMarked;
