package dev.pubwatch.job.types;

import dev.pubwatch.core.Codec;
import dev.pubwatch.core.Score;
import dev.pubwatch.events.Alert;
import dev.pubwatch.events.Reject;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** Codecs of what surrounds the detector, which are the same for every detector. */
public final class Types implements CodecProvider {
  public static final TypeInformation<Alert> ALERT = type(Alert.class, "alert");
  public static final TypeInformation<Score> SCORE = type(Score.class, "score");
  public static final TypeInformation<Reject> REJECT = type(Reject.class, "reject");

  public static final TypeInformation<IdSet> ID_SET = type(IdSet.class, "id-set");

  /** For Flink; use the constants. */
  public Types() {}

  private static <T> TypeInformation<T> type(Class<T> type, String name) {
    return new CodecTypeInformation<>(type, new CodecRef<>(Types.class, name));
  }

  /** Codec of the sets that deduplication keeps. */
  public static Codec<IdSet> idSets() {
    return new IdSetCodec();
  }

  /** Codec of rejects. */
  public static Codec<Reject> rejects() {
    return new AvroCodec<>(Reject.class);
  }

  @Override
  public Codec<?> codec(String name) {
    return switch (name) {
      case "alert" -> new AvroCodec<>(Alert.class);
      case "reject" -> new AvroCodec<>(Reject.class);
      case "id-set" -> new IdSetCodec();
      case "score" -> new ScoreCodec();
      default ->
          throw new IllegalArgumentException(
              "no codec is called " + name + "; known: alert, id-set, reject, score");
    };
  }
}
