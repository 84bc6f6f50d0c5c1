package dev.pubwatch.notify.issues;

/**
 * An issue that is there.
 *
 * @param number within its project
 * @param body as it was written
 */
record Issue(long number, String body) {}
