package dev.pubwatch.gateway.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.formats.json.JsonTree;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Public keys by their id, as {@code api.github.com/meta/public_keys/secret_scanning} lists them.
 * Keys that are no longer current are left out: what they signed may be old, or forged by who found
 * them.
 */
record KeySet(Map<String, PublicKey> keys) {
  private static final int P256_BITS = 256;

  KeySet {
    keys = Map.copyOf(keys);
  }

  @Nullable PublicKey byId(String id) {
    return keys.get(id);
  }

  /**
   * Reads {@code {"public_keys": [{"key_identifier", "key": PEM, "is_current"}]}}.
   *
   * @throws IllegalArgumentException when it is no such list, or lists no current P-256 key
   */
  static KeySet parse(byte[] json) {
    ObjectNode root;
    try {
      root = JsonTree.readObject(json);
    } catch (MalformedException e) {
      throw new IllegalArgumentException("key set: " + e.reason(), e);
    }
    Map<String, PublicKey> keys = new HashMap<>();
    for (JsonNode entry : root.path("public_keys")) {
      String id = entry.path("key_identifier").asText("");
      if (entry.path("is_current").asBoolean(false) && !id.isEmpty()) {
        keys.put(id, key(entry.path("key").asText("")));
      }
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("key set must list a current key, lists none");
    }
    return new KeySet(keys);
  }

  private static PublicKey key(String pem) {
    String base64 =
        pem.replace("-----BEGIN PUBLIC KEY-----", "").replace("-----END PUBLIC KEY-----", "");
    try {
      byte[] der = Base64.getMimeDecoder().decode(base64);
      PublicKey key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der));
      if (((ECPublicKey) key).getParams().getCurve().getField().getFieldSize() != P256_BITS) {
        throw new IllegalArgumentException("key set: keys must be on the curve P-256");
      }
      return key;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("key set: a key is no PEM of an EC public key", e);
    }
  }
}
