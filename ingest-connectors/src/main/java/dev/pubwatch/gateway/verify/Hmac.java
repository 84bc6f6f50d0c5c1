package dev.pubwatch.gateway.verify;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Keyed hashes, compared in constant time. */
final class Hmac {
  private Hmac() {}

  /** Keys for an algorithm such as {@code HmacSHA256}. */
  static SecretKeySpec[] keys(String algorithm, Iterable<byte[]> secrets) {
    List<SecretKeySpec> keys = new ArrayList<>();
    secrets.forEach(secret -> keys.add(new SecretKeySpec(secret, algorithm)));
    return keys.toArray(SecretKeySpec[]::new);
  }

  /** Whether the code is that of the parts under one of the keys; each key is tried. */
  static boolean matches(SecretKeySpec[] keys, byte[] code, byte[]... parts) {
    boolean found = false;
    for (SecretKeySpec key : keys) {
      found |= MessageDigest.isEqual(code(key, parts), code);
    }
    return found;
  }

  private static byte[] code(SecretKeySpec key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance(key.getAlgorithm());
      mac.init(key);
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java lacks " + key.getAlgorithm(), e);
    }
  }
}
