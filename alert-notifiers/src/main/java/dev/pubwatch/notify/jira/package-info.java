/** Jira Service Management: alerts of its operations part. */
@NullMarked
package dev.pubwatch.notify.jira;

import org.jspecify.annotations.NullMarked;
