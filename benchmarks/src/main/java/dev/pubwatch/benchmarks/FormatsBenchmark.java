package dev.pubwatch.benchmarks;

import dev.pubwatch.formats.CredentialHasher;
import dev.pubwatch.formats.Format;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.Formats;
import dev.pubwatch.formats.Parsed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From a raw record's bytes to the event's Avro bytes, on one core. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class FormatsBenchmark {
  private static final int RECORDS = 10_000;

  @Param({"github-audit", "cloudtrail"})
  String format = "";

  private final FormatContext context =
      new FormatContext(new CredentialHasher(new byte[16]), null, Instant.EPOCH);
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
  private final Map<Schema, SpecificDatumWriter<SpecificRecord>> writers = new HashMap<>();
  private @Nullable BinaryEncoder encoder;
  private Format reader = Formats.all().get(0);
  private List<byte[]> records = List.of();
  private int next;

  @Setup
  public void generate() {
    reader = Formats.byName(format);
    records = RawTraffic.records(format, RECORDS);
  }

  private byte[] nextRecord() {
    next = next + 1 == records.size() ? 0 : next + 1;
    return records.get(next);
  }

  /** The format alone: bytes to an event. */
  @Benchmark
  public Parsed parse() {
    return reader.parse(nextRecord(), context);
  }

  /** The format and Avro's binary encoding of what it gave. */
  @Benchmark
  public int jsonToAvro() throws IOException {
    Parsed.Events parsed = (Parsed.Events) reader.parse(nextRecord(), context);
    bytes.reset();
    for (SpecificRecord event : parsed.events()) {
      encoder = EncoderFactory.get().binaryEncoder(bytes, encoder);
      writers
          .computeIfAbsent(event.getSchema(), schema -> new SpecificDatumWriter<>(schema))
          .write(event, encoder);
      encoder.flush();
    }
    return bytes.size();
  }
}
