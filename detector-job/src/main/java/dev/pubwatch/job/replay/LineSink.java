package dev.pubwatch.job.replay;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Writes one line a record to a file of this machine, from one task. */
final class LineSink<T> implements Sink<T> {
  private static final long serialVersionUID = 1;

  /** A record as one line, without its end. */
  interface LineFormat<T> extends Serializable {
    String format(T record);
  }

  private final String file;
  private final LineFormat<T> format;

  LineSink(Path file, LineFormat<T> format) {
    this.file = file.toString();
    this.format = format;
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
    BufferedWriter out = Files.newBufferedWriter(Path.of(file), StandardCharsets.UTF_8);
    return new SinkWriter<>() {
      @Override
      public void write(T record, Context ignored) throws IOException {
        out.write(format.format(record));
        out.write('\n');
      }

      @Override
      public void flush(boolean endOfInput) throws IOException {
        out.flush();
      }

      @Override
      public void close() throws IOException {
        out.close();
      }
    };
  }
}
