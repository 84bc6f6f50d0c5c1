package dev.pubwatch.gateway;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.jspecify.annotations.Nullable;

/**
 * Ends connections that are held open by sending slowly. An idle timeout alone does not: a byte now
 * and then keeps a connection for ever, and a few thousand of them keep everybody else out.
 */
final class Pace implements Connection.Listener {

  /** A body that is being read. */
  interface Reading {
    /** Bytes so far. */
    long count();

    /** Ends it, with an answer. */
    void tooSlow();
  }

  /** What a connection is doing, since when. */
  private static final class Track {
    private boolean idle;
    private long sinceNanos;
    private long bytesInAtIdle;
    private @Nullable Reading reading;
    private boolean answering;
  }

  private final Limits limits;
  private final Map<Connection, Track> tracks = new ConcurrentHashMap<>();

  Pace(Limits limits) {
    this.limits = limits;
  }

  @Override
  public void onOpened(Connection connection) {
    if (!(connection instanceof SslConnection)) {
      Track track = new Track();
      track.sinceNanos = System.nanoTime(); // the first request, and TLS before it, is awaited
      tracks.put(connection, track);
    }
  }

  @Override
  public void onClosed(Connection connection) {
    tracks.remove(connection);
  }

  /** A request's headers are there, its body is read now. */
  void reads(Connection connection, Reading reading) {
    change(
        connection,
        track -> {
          track.idle = false;
          track.reading = reading;
          track.answering = false;
        });
  }

  /** The body is there; how long the answer takes is not the sender's doing. */
  void answers(Connection connection) {
    change(
        connection,
        track -> {
          track.reading = null;
          track.answering = true;
        });
  }

  /** The answer is out; the next request may come. */
  void rests(Connection connection) {
    change(
        connection,
        track -> {
          track.reading = null;
          track.answering = false;
          track.idle = true;
          track.bytesInAtIdle = connection.getBytesIn();
        });
  }

  private void change(Connection connection, Consumer<Track> change) {
    Track track = tracks.get(connection);
    if (track != null) {
      synchronized (track) {
        change.accept(track);
        track.sinceNanos = System.nanoTime();
      }
    }
  }

  /** Looks at every connection; to be called every now and then. */
  void sweep(long nowNanos) {
    tracks.forEach(
        (connection, track) -> {
          Reading slow;
          synchronized (track) {
            if (!isSlow(connection, track, nowNanos)) {
              return;
            }
            slow = track.reading;
          }
          if (slow == null) {
            connection.getEndPoint().close();
          } else {
            slow.tooSlow();
          }
        });
  }

  private boolean isSlow(Connection connection, Track track, long nowNanos) {
    long millis = TimeUnit.NANOSECONDS.toMillis(nowNanos - track.sinceNanos);
    if (track.answering) {
      return false;
    }
    if (track.reading != null) {
      return isSlow(Objects.requireNonNull(track.reading).count(), millis);
    }
    if (track.idle && connection.getBytesIn() > track.bytesInAtIdle) {
      track.idle = false; // a request has begun
      track.sinceNanos = nowNanos;
      return false;
    }
    return millis > (track.idle ? limits.idleTime() : limits.headerTime()).toMillis();
  }

  private boolean isSlow(long bytes, long millis) {
    return millis > limits.bodyTime().toMillis()
        || (millis > Limits.GRACE.toMillis()
            && bytes * 1000 < limits.bodyBytesPerSecond() * millis);
  }
}
