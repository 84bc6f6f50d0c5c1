package dev.pubwatch.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the gateway shows to prove who it is.
 *
 * @param store holds the private key and its certificates
 * @param password of the key in the store
 */
public record Tls(KeyStore store, String password) {
  private static final Pattern PKCS8 =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]++)-----END PRIVATE KEY-----");

  /**
   * From PEM files, as certbot and Kubernetes write them.
   *
   * @param certificates the certificate and those between it and the root
   * @param key PKCS#8, not encrypted
   * @throws IllegalArgumentException naming the file that does not do
   */
  public static Tls pem(Path certificates, Path key) {
    Certificate[] chain = chain(certificates);
    PrivateKey privateKey = privateKey(key, chain[0].getPublicKey().getAlgorithm());
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("gateway", privateKey, new char[0], chain);
      return new Tls(store, "");
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException(
          "%s and %s do not fit: %s".formatted(certificates, key, e.getMessage()), e);
    }
  }

  /**
   * From a PKCS#12 or JKS key store.
   *
   * @throws IllegalArgumentException naming the file
   */
  public static Tls keyStore(Path file, String password) {
    try {
      return new Tls(KeyStore.getInstance(file.toFile(), password.toCharArray()), password);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException(file + " cannot be opened: " + e.getMessage(), e);
    }
  }

  private static Certificate[] chain(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      Certificate[] chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(in)
              .toArray(Certificate[]::new);
      if (chain.length == 0) {
        throw new IllegalArgumentException(file + " must hold a certificate in PEM, holds none");
      }
      return chain;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "%s must hold certificates in PEM: %s".formatted(file, e.getClass().getSimpleName()), e);
    }
  }

  private static PrivateKey privateKey(Path file, String algorithm) {
    try {
      Matcher pem = PKCS8.matcher(Files.readString(file));
      if (!pem.find()) {
        throw new IllegalArgumentException(
            file + " must hold a private key in PEM (PKCS#8, not encrypted), holds none");
      }
      byte[] der = Base64.getMimeDecoder().decode(pem.group(1));
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "%s must hold a private key: %s".formatted(file, e.getClass().getSimpleName()), e);
    }
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "Tls[]";
  }
}
