@NullMarked
package dev.pubwatch.job.live;

import org.jspecify.annotations.NullMarked;
