/** Microsoft Teams: an Adaptive Card through a Workflows address. */
@NullMarked
package dev.pubwatch.notify.teams;

import org.jspecify.annotations.NullMarked;
