/** Looks into the public history of packages: fetched politely, judged as a replay is. */
@NullMarked
package dev.pubwatch.cli.investigate;

import org.jspecify.annotations.NullMarked;
