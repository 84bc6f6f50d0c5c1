package dev.pubwatch.job.types;

import dev.pubwatch.core.Codec;
import java.io.IOException;
import java.io.Serializable;
import java.lang.reflect.InvocationTargetException;

/**
 * A codec by its provider and name: what travels to a task and rests in a checkpoint in the codec's
 * place.
 */
public record CodecRef<T>(Class<? extends CodecProvider> provider, String name)
    implements Serializable {

  /** The caller chose T for the name. */
  @SuppressWarnings("unchecked")
  Codec<T> resolve() {
    try {
      return (Codec<T>) provider.getConstructor().newInstance().codec(name);
    } catch (NoSuchMethodException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException e) {
      throw new IllegalStateException(
          provider.getName() + " must have a public constructor without arguments", e);
    }
  }

  static <T> CodecRef<T> restore(String provider, String name, ClassLoader loader)
      throws IOException {
    try {
      return new CodecRef<>(
          Class.forName(provider, true, loader).asSubclass(CodecProvider.class), name);
    } catch (ClassNotFoundException | ClassCastException e) {
      throw new IOException(
          "state was written with codecs of %s, which is no codec provider here"
              .formatted(provider),
          e);
    }
  }
}
