package dev.pubwatch.notify.siem;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * One record for a machine.
 *
 * @param id the same for each revision of the same thing
 * @param time event time
 */
public record Document(String id, Instant time, ObjectNode json) {}
