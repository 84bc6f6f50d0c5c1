@NullMarked
package dev.pubwatch.job.replay;

import org.jspecify.annotations.NullMarked;
