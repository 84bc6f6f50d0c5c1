package dev.pubwatch.connect;

/** The version in the jar's manifest. */
final class Versions {
  private Versions() {}

  static String own() {
    String version = Versions.class.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }
}
