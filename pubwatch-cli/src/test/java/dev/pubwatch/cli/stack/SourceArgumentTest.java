package dev.pubwatch.cli.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.cli.config.PubwatchConfig.Source;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

final class SourceArgumentTest {
  private final SourceArgument argument = new SourceArgument();

  @Test
  void theSameArgumentHasTheSameName() {
    Source source = argument.convert("npm-publish-log:/var/log/npm");
    assertEquals("npm-publish-log", source.format());
    assertEquals(List.of("/var/log/npm"), source.paths());
    assertEquals(source, argument.convert("npm-publish-log:/var/log/../log/npm"));
    assertNotEquals(source.name(), argument.convert("npm-publish-log:/var/log/npm2").name());
  }

  @Test
  void relativePathsAndColonsInThemAreFine() {
    Source source = argument.convert("pubwatch:a:b.jsonl");
    assertEquals(List.of(Path.of("a:b.jsonl").toAbsolutePath().toString()), source.paths());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "npm-publish-log", ":/path", "pubwatch:"})
  void tellsWhatWasExpected(String text) {
    TypeConversionException failure =
        assertThrows(TypeConversionException.class, () -> argument.convert(text));
    assertTrue(
        String.valueOf(failure.getMessage()).startsWith("expected FORMAT:PATH"),
        failure.getMessage());
  }

  @Test
  void anUnknownFormatIsRefusedWithTheNearest() {
    TypeConversionException failure =
        assertThrows(TypeConversionException.class, () -> argument.convert("npm-publish:/x"));
    assertTrue(
        String.valueOf(failure.getMessage()).contains("npm-publish-log"), failure.getMessage());
  }
}
