package dev.pubwatch.notify.route;

import java.time.Instant;

/**
 * What a route says of an alert.
 *
 * @param matches whether the alert is the route's
 * @param due when its channels are told; after now when it waits for a digest or quiet hours' end
 * @param why in words
 */
public record Decision(Route route, boolean matches, Instant due, String why) {}
