package dev.pubwatch.job.live;

import dev.pubwatch.core.Codec;
import dev.pubwatch.core.DetectorConfig;
import dev.pubwatch.core.Detectors;
import dev.pubwatch.core.Observation;
import dev.pubwatch.events.Reject;
import dev.pubwatch.job.types.CodecProvider;
import dev.pubwatch.job.types.CodecRef;
import dev.pubwatch.job.types.CodecTypeInformation;
import dev.pubwatch.job.types.Types;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** How {@link Decoded} travels, where it is not handed over as it is. */
public final class DecodedType implements CodecProvider {
  static final TypeInformation<Decoded> INFO =
      new CodecTypeInformation<>(Decoded.class, new CodecRef<>(DecodedType.class, "decoded"));

  /** For Flink. */
  public DecodedType() {}

  @Override
  public Codec<?> codec(String name) {
    return new DecodedCodec();
  }

  private static final class DecodedCodec implements Codec<Decoded> {
    private final Codec<Observation> observations =
        Detectors.create(DetectorConfig.DEFAULTS).observations();
    private final Codec<Reject> rejects = Types.rejects();

    @Override
    public int version() {
      return 1;
    }

    @Override
    public void write(Decoded value, DataOutput out) throws IOException {
      Observation observation = value.observation();
      Reject reject = value.reject();
      out.writeBoolean(observation != null);
      if (observation != null) {
        observations.write(observation, out);
      } else if (reject != null) {
        rejects.write(reject, out);
      }
    }

    @Override
    public Decoded read(int version, DataInput in) throws IOException {
      return in.readBoolean()
          ? new Decoded(observations.read(observations.version(), in), null)
          : new Decoded(null, rejects.read(rejects.version(), in));
    }

    @Override
    public Decoded copy(Decoded value) {
      Observation observation = value.observation();
      return observation == null ? value : new Decoded(observations.copy(observation), null);
    }
  }
}
