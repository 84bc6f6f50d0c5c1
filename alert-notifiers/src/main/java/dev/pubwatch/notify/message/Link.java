package dev.pubwatch.notify.message;

/**
 * An address to look at.
 *
 * @param url https or the operator's own, percent-encoded
 * @param label what to show for it
 */
public record Link(String url, String label) {}
