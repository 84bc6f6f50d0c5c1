package dev.pubwatch.job.types;

import dev.pubwatch.core.Codec;

/**
 * Finds codecs by name. A checkpoint names the provider's class, so an implementation is public,
 * has a public constructor without arguments, and neither it nor a codec is ever renamed.
 */
public interface CodecProvider {

  /**
   * The codec of that name.
   *
   * @throws IllegalArgumentException naming what is known when there is none
   */
  Codec<?> codec(String name);
}
