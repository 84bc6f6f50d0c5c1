package dev.pubwatch.job.replay;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * An encoded event with what it is sorted by. Where time and id are the same, its bytes decide, so
 * that the order of the inputs never does.
 */
@SuppressWarnings("ArrayRecordComponent") // written once, never compared with equals
record SortedRecord(long timeMillis, String eventId, byte[] body) {
  static final Comparator<SortedRecord> ORDER =
      Comparator.comparingLong(SortedRecord::timeMillis)
          .thenComparing(SortedRecord::eventId)
          .thenComparing(SortedRecord::body, Arrays::compare);

  /** About what it takes in memory. */
  long sizeBytes() {
    return 120L + 2L * eventId.length() + body.length;
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(body.length);
    out.writeLong(timeMillis);
    out.writeUTF(eventId);
    out.write(body);
  }

  static @Nullable SortedRecord read(DataInputStream in) throws IOException {
    int first = in.read();
    if (first < 0) {
      return null;
    }
    int length =
        first << 24
            | in.readUnsignedByte() << 16
            | in.readUnsignedByte() << 8
            | in.readUnsignedByte();
    if (length < 0) {
      throw new EOFException("sorted run is damaged");
    }
    long timeMillis = in.readLong();
    String eventId = in.readUTF();
    byte[] body = new byte[length];
    in.readFully(body);
    return new SortedRecord(timeMillis, eventId, body);
  }
}
