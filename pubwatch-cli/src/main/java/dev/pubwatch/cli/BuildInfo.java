package dev.pubwatch.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Enumeration;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/** What the build wrote into the jar's manifest; {@code unknown} when run from class files. */
record BuildInfo(String version, String flink, String kafka, String avro) {
  private static final String TITLE = "pubwatch: pubwatch-cli";

  static BuildInfo ofThisJar() throws IOException {
    Attributes attributes = attributes();
    return new BuildInfo(
        value(attributes, "Implementation-Version"),
        value(attributes, "Flink-Version"),
        value(attributes, "Kafka-Version"),
        value(attributes, "Avro-Version"));
  }

  private static Attributes attributes() throws IOException {
    Enumeration<URL> manifests =
        BuildInfo.class.getClassLoader().getResources("META-INF/MANIFEST.MF");
    while (manifests.hasMoreElements()) {
      try (InputStream bytes = manifests.nextElement().openStream()) {
        Attributes main = new Manifest(bytes).getMainAttributes();
        if (TITLE.equals(main.getValue(Attributes.Name.IMPLEMENTATION_TITLE))) {
          return main;
        }
      }
    }
    return new Attributes();
  }

  private static String value(Attributes attributes, String name) {
    String value = attributes.getValue(name);
    return value == null ? "unknown" : value;
  }
}
