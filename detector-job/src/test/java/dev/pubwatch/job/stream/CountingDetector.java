package dev.pubwatch.job.stream;

import dev.pubwatch.core.Alert;
import dev.pubwatch.core.Codec;
import dev.pubwatch.core.Detector;
import dev.pubwatch.core.Event;
import dev.pubwatch.core.Judge;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.ObservationCodec;
import dev.pubwatch.core.Score;
import dev.pubwatch.core.Stage;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A detector whose every result depends on the order of events: a stage chains the ids of a
 * project, the judge chains what the stages said.
 */
public record CountingDetector() implements DetectorFactory {

  static final String BRIEF = "brief-";
  static final long BRIEF_MILLIS = 100;

  /** A chain of hashes: changes with each event and with their order. */
  public static final class Chain {
    long hash;
    long count;
    long lastMillis;
    boolean brief;

    void add(String id, long timeMillis) {
      brief |= count == 0 && id.startsWith(BRIEF);
      hash = 31 * hash + id.hashCode();
      count++;
      lastMillis = Math.max(lastMillis, timeMillis);
    }
  }

  @Override
  public Detector create() {
    return new Detector(
        List.of(new ChainStage("project"), new ChainStage("actor")),
        new ChainJudge(),
        new ObservationCodec());
  }

  @Override
  public Class<? extends DetectorCodecs> codecs() {
    return Codecs.class;
  }

  /** Named in checkpoints. */
  public static final class Codecs extends DetectorCodecs {
    public Codecs() {}

    @Override
    protected Detector detector() {
      return new CountingDetector().create();
    }
  }

  private record ChainStage(String name) implements Stage<Chain> {
    @Override
    public @Nullable String key(Event event) {
      return name.equals("project") ? event.project() : event.actorId();
    }

    @Override
    public Chain fresh() {
      return new Chain();
    }

    @Override
    public void observe(Chain state, Observation observation) {
      state.add(observation.event().eventId(), observation.event().timeMillis());
      observation.history((observation.history() * 31 + state.hash) >>> 8);
    }

    /** A chain that began with a brief event's id ends {@link #BRIEF_MILLIS} after its last one. */
    @Override
    public long endMillis(Chain state) {
      return state.brief ? state.lastMillis + BRIEF_MILLIS : Long.MAX_VALUE;
    }

    @Override
    public Codec<Chain> codec() {
      return new ChainCodec();
    }
  }

  private static final class ChainJudge implements Judge<Chain> {
    @Override
    public String name() {
      return "judge";
    }

    @Override
    public Chain fresh() {
      return new Chain();
    }

    @Override
    public Score judge(Chain state, Observation observation, Consumer<Alert> alerts) {
      Event e = observation.event();
      state.add(e.eventId() + observation.history(), e.timeMillis());
      if (state.count % 3 == 0) {
        alerts.accept(Alerts.of(e, "chain-" + Long.toHexString(state.hash)));
      }
      return Score.of(e, (double) ((state.hash >>> 1) % 1000));
    }

    @Override
    public Codec<Chain> codec() {
      return new ChainCodec();
    }
  }

  private static final class ChainCodec implements Codec<Chain> {
    @Override
    public int version() {
      return 1;
    }

    @Override
    public void write(Chain value, DataOutput out) throws IOException {
      out.writeLong(value.hash);
      out.writeLong(value.count);
      out.writeLong(value.lastMillis);
      out.writeBoolean(value.brief);
    }

    @Override
    public Chain read(int version, DataInput in) throws IOException {
      Chain chain = new Chain();
      chain.hash = in.readLong();
      chain.count = in.readLong();
      chain.lastMillis = in.readLong();
      chain.brief = in.readBoolean();
      return chain;
    }

    @Override
    public Chain copy(Chain value) {
      Chain chain = new Chain();
      chain.hash = value.hash;
      chain.count = value.count;
      chain.lastMillis = value.lastMillis;
      chain.brief = value.brief;
      return chain;
    }
  }
}
