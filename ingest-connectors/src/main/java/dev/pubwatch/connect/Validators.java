package dev.pubwatch.connect;

import dev.pubwatch.formats.CredentialHasher;
import dev.pubwatch.formats.Formats;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** Checks of single settings, each with a sentence that names what was expected. */
final class Validators {
  private static final String TOPIC_CHARACTERS = "[A-Za-z0-9._-]{0,200}";

  private Validators() {}

  static Validator paths() {
    return of(
        "files, folders and globs",
        value -> {
          List<?> paths = (List<?>) value;
          if (paths.isEmpty()) {
            throw new IllegalArgumentException("name at least one file, folder or glob");
          }
          paths.forEach(path -> path(String.valueOf(path)));
        });
  }

  private static void path(String path) {
    if (path.isBlank()) {
      throw new IllegalArgumentException("an entry is empty");
    }
    if (path.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a path cannot hold a zero character");
    }
    if (!FileFinder.isGlob(path)) {
      return;
    }
    if (path.indexOf('{') >= 0 && path.indexOf('}') < 0) {
      throw new IllegalArgumentException(
          path + " has a brace without its end; write each alternative as an entry of its own");
    }
    FileSystems.getDefault().getPathMatcher("glob:" + path);
  }

  static Validator format() {
    return of(
        "name of a format",
        value -> {
          if (value != null) {
            Formats.byName(String.valueOf(value));
          }
        });
  }

  static Validator hashKey() {
    return of(
        "at least 16 bytes",
        value -> {
          if (value instanceof Password key) {
            new CredentialHasher(key.value().getBytes(StandardCharsets.UTF_8));
          }
        });
  }

  static Validator topicPrefix() {
    return of(
        "letters, digits, dots, underscores and dashes",
        value -> {
          if (!String.valueOf(value).matches(TOPIC_CHARACTERS)) {
            throw new IllegalArgumentException(
                "a topic's name may hold letters, digits, dots, underscores and dashes");
          }
        });
  }

  private static Validator of(String description, Consumer<@Nullable Object> check) {
    return LambdaValidator.with(
        (name, value) -> {
          try {
            check.accept(value);
          } catch (IllegalArgumentException | UnsupportedOperationException e) {
            throw new ConfigException(name, value, e.getMessage());
          }
        },
        () -> description);
  }
}
