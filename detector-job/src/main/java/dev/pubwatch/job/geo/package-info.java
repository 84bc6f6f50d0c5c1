/** Where an address is: AS, country, and the CI, cloud and VPN networks that publish theirs. */
@NullMarked
package dev.pubwatch.job.geo;

import org.jspecify.annotations.NullMarked;
