package dev.pubwatch.job.snapshot;

import dev.pubwatch.core.Stage;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was learned of each entity, wherever it rests. */
public interface LearnedState {

  /** Where it rests and of when it is, for a person. */
  String origin();

  /** The entities that a stage knows, in order. */
  List<String> keys(Stage<?> stage) throws IOException;

  /** What a stage knows of an entity, or null when that is nothing. */
  <S> @Nullable S find(Stage<S> stage, String key) throws IOException;
}
