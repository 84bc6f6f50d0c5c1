package dev.pubwatch.cli.geo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pubwatch.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What an npm package says of itself. */
final class PackageFile {
  static final String NAME = "package.json";

  private PackageFile() {}

  /** Its licence, empty when it states none. */
  static String licence(Path file) throws IOException {
    try {
      String stated =
          new ObjectMapper().readTree(Files.readString(file)).path("license").asText("");
      return stated.replaceAll("\\p{Cntrl}", "?");
    } catch (JsonProcessingException e) {
      throw new CommandFailure(file.getFileName() + " of the package is no JSON", e);
    }
  }
}
