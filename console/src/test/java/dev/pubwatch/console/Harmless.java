package dev.pubwatch.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.stream.Collectors;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What holds of each page, whatever an alert says. */
final class Harmless {
  private static final Set<String> TAGS =
      Set.of(
          ("html head meta title style body main h1 h2 h3 p a span bdi strong code dl div dt dd ol"
                  + " li table caption thead tbody tr th td article figure figcaption svg g rect line"
                  + " polyline circle desc text")
              .split(" "));
  private static final Set<String> ATTRIBUTES =
      Set.of(
          ("lang charset http-equiv content name class href id scope colspan role aria-label"
                  + " aria-hidden aria-labelledby viewBox width height rx x y x1 x2 y1 y2 cx cy r"
                  + " points transform text-anchor")
              .split(" "));

  private Harmless() {}

  static void check(String page) throws Exception {
    Document parsed = Xml.parse(page);
    for (Element element : Xml.all(parsed, "*")) {
      assertTrue(TAGS.contains(element.getTagName()), element.getTagName());
      for (int i = 0; i < element.getAttributes().getLength(); i++) {
        String name = element.getAttributes().item(i).getNodeName();
        assertTrue(ATTRIBUTES.contains(name), name);
      }
    }
    assertEquals(1, Xml.all(parsed, "style").size());
    assertTrue(
        Xml.all(parsed, "a").stream().allMatch(a -> a.getAttribute("href").matches("[#/].*")));
    String hidden =
        page.codePoints()
            .filter(c -> c != '\n' && isHidden(c))
            .mapToObj(Integer::toHexString)
            .collect(Collectors.joining(" "));
    assertEquals("", hidden);
    assertFalse(page.contains("url("));
  }

  private static boolean isHidden(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE;
  }
}
