package dev.pubwatch.cli.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads a YAML 1.2 file as a mapping; nothing in it can name a Java class. */
final class YamlFile {
  private static final long LARGEST_BYTES = 1 << 20;

  private YamlFile() {}

  static Map<?, ?> read(Path file) throws ConfigException {
    try {
      if (Files.isRegularFile(file) && Files.size(file) > LARGEST_BYTES) {
        throw fault(file + ": must be at most 1 MiB, was " + Files.size(file) + " bytes");
      }
      return mapping(file, Files.readString(file));
    } catch (NoSuchFileException e) {
      throw fault(file + ": no such file");
    } catch (CharacterCodingException e) {
      throw fault(file + ": must be UTF-8 text");
    } catch (IOException e) {
      throw fault(file + ": cannot be read: " + e.getMessage());
    }
  }

  private static Map<?, ?> mapping(Path file, String text) throws ConfigException {
    try {
      LoadSettings settings = LoadSettings.builder().setLabel(file.toString()).build();
      Object value = new Load(settings).loadFromString(text);
      if (value == null) {
        return Map.of();
      }
      if (value instanceof Map<?, ?> map) {
        return map;
      }
      throw fault(file + ": must be a mapping of keys to values");
    } catch (MarkedYamlEngineException e) {
      String line = e.getProblemMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
      throw fault(file + line + ": is not YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      throw fault(file + ": is not YAML: " + e.getMessage());
    }
  }

  private static ConfigException fault(String fault) {
    return new ConfigException(List.of(fault));
  }
}
