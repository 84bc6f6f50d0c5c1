package dev.pubwatch.formats;

/**
 * One source's record format.
 *
 * <p>A format is a pure function: the same bytes and the same context give the same events, with
 * the same ids, in the same order. It never throws for what a record holds.
 */
public interface Format {

  /** Name as in {@code --format}, lower case with dashes. */
  String name();

  /** One line for {@code ./pubwatch formats}: what it reads and where that comes from. */
  String description();

  /** How records are cut out of a stream of bytes. */
  Framing framing();

  /**
   * Reads one raw record as cut by {@link #framing()}.
   *
   * @param raw UTF-8 bytes of one record
   * @param context what the operator set
   * @return the events in it, none when the record is of no interest, or a reject
   */
  Parsed parse(byte[] raw, FormatContext context);
}
