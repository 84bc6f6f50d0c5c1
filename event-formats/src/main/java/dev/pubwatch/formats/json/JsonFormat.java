package dev.pubwatch.formats.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.formats.Format;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.Framing;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.formats.Parsed;

/** A format whose records are JSON objects. A subclass maps a tree that is known to be sound. */
public abstract class JsonFormat implements Format {
  private final String name;
  private final String description;
  private final Framing framing;

  protected JsonFormat(String name, String description, Framing framing) {
    this.name = name;
    this.description = description;
    this.framing = framing;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String description() {
    return description;
  }

  @Override
  public final Framing framing() {
    return framing;
  }

  @Override
  public final Parsed parse(byte[] raw, FormatContext context) {
    try {
      return map(read(raw), context);
    } catch (MalformedException e) {
      return new Parsed.Reject(e.reason());
    }
  }

  /** The record as an object; overridden where a source also writes another shape. */
  protected ObjectNode read(byte[] raw) throws MalformedException {
    return JsonTree.readObject(raw);
  }

  /**
   * The events of one record.
   *
   * @throws MalformedException when a field that the event cannot be without is missing or wrong
   */
  protected abstract Parsed map(ObjectNode record, FormatContext context) throws MalformedException;
}
