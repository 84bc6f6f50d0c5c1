/** Issues on GitHub and GitLab, in the project that is affected. */
@NullMarked
package dev.pubwatch.notify.issues;

import org.jspecify.annotations.NullMarked;
