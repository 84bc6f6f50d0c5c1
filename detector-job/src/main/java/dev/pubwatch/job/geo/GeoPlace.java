package dev.pubwatch.job.geo;

import org.jspecify.annotations.Nullable;

/**
 * What is known of an address.
 *
 * @param prefix its /24 or /48
 * @param asn number of the autonomous system, -1 when unknown
 * @param asOrg who runs it
 * @param country ISO 3166-1 alpha-2
 * @param network published range that it is in
 */
public record GeoPlace(
    String prefix,
    long asn,
    @Nullable String asOrg,
    @Nullable String country,
    @Nullable Network network) {}
