package dev.pubwatch.formats;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One framing's way to cut records; keeps an unfinished record until more of it arrives. */
interface RecordCutter {

  /** The next complete record, or null when the stream has no more bytes for now. */
  @Nullable RawRecord next() throws IOException;

  /** What is left once the stream has ended: one record that is not terminated, then null. */
  @Nullable RawRecord rest() throws IOException;
}
