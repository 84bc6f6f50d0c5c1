package dev.pubwatch.connect;

/** The version in the jar's manifest. */
public final class Versions {
  private Versions() {}

  public static String own() {
    String version = Versions.class.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }
}
