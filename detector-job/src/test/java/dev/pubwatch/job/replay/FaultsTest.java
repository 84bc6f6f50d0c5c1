package dev.pubwatch.job.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.flink.util.SerializedThrowable;
import org.junit.jupiter.api.Test;

class FaultsTest {
  @Test
  void theInnermostCauseSpeaks() {
    assertEquals(
        "no such file or folder",
        Faults.say(new ExecutionException(new IOException(new NoSuchFileException("a")))));
    assertEquals(
        "TimeoutException: nothing heard",
        Faults.say(new ExecutionException(new TimeoutException("nothing heard"))));
    assertEquals("cut short", Faults.say(new IllegalStateException(new IOException("cut short"))));
  }

  @Test
  void ofWhatFlinkWrapsTheNameIsSaid() {
    SerializedThrowable wrapped = new SerializedThrowable(new TimeoutException("nothing heard"));
    assertEquals(
        "java.util.concurrent.TimeoutException: nothing heard",
        Faults.say(new IllegalStateException("recovery is suppressed", wrapped)));
  }

  @Test
  void circlesOfCausesEnd() {
    IOException one = new IOException("one");
    one.initCause(new IOException("two", one));
    assertEquals("one", Faults.say(one));
  }
}
