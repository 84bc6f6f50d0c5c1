package dev.pubwatch.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackageUrlTest {

  @ParameterizedTest
  @CsvSource({
    "left-brace, pkg:npm/left-brace",
    "@ctrl/tinycolor, pkg:npm/%40ctrl/tinycolor",
    "JSONStream, pkg:npm/JSONStream",
    "a b+c(d)!, pkg:npm/a%20b%2Bc%28d%29%21",
    "é, pkg:npm/%C3%A9"
  })
  void encodesEachSegment(String name, String url) {
    assertEquals(url, PackageUrl.of("npm", name));
    String encoded = url.substring("pkg:npm/".length());
    assertEquals(name, URLDecoder.decode(encoded, StandardCharsets.UTF_8));
  }

  @Test
  void namesTheRegistryOfAnImage() {
    assertEquals("pkg:docker/team/app", PackageUrl.ofImage("team/app", null));
    assertEquals(
        "pkg:docker/team/app?repository_url=registry.example:5000",
        PackageUrl.ofImage("team/app", "Registry.Example:5000"));
  }
}
