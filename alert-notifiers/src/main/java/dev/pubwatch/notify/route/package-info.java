/** Who is told of what, and when: routes, quiet hours, digests, silences, as data. */
@NullMarked
package dev.pubwatch.notify.route;

import org.jspecify.annotations.NullMarked;
