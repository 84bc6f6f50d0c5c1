package dev.pubwatch.notify;

/**
 * What a channel did since the start.
 *
 * @param delivered notices that arrived
 * @param retries tries that failed and will be made again
 * @param deadLetters notices given up, now in {@link Names#DEAD_LETTERS}
 * @param unreadable outbox records that are no notices, passed over
 * @param waiting notices taken from the outbox and not delivered yet
 */
public record ChannelStatus(
    String channel, long delivered, long retries, long deadLetters, long unreadable, int waiting) {}
