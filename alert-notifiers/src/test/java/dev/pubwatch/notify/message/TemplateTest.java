package dev.pubwatch.notify.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {
  private static final Set<String> NAMES = Set.of("title", "why", "observed", "usual", "page");

  private static String render(String template, Map<String, Object> values, Escape escape) {
    return Template.parse("test", template, NAMES).render(values, escape);
  }

  @Test
  void valuesListsAndConditions() {
    String template =
        """
        {{title}}:
        {{#why}}
        - {{observed}} not {{usual|code}}, of {{title}}
        {{/why}}
        {{^why}}
        nothing
        {{/why}}
        {{#page}}at {{page}}{{/page}}
        """;
    Map<String, Object> one = Map.of("observed", "<b>", "usual", "a&b");
    Map<String, Object> values =
        Map.of("title", "t", "why", List.of(one, one), "page", new Link("https://e.org/?a&b", "e"));
    assertEquals(
        """
        t:
        - &lt;b&gt; not <code>a&amp;b</code>, of t
        - &lt;b&gt; not <code>a&amp;b</code>, of t
        at <a href="https://e.org/?a&amp;b">e</a>
        """,
        render(template, values, Escapes.HTML));
    assertEquals("t:\nnothing\n\n", render(template, Map.of("title", "t"), Escapes.PLAIN));
  }

  /** A value is never read as a template. */
  @Test
  void signsInValuesAreText() {
    Map<String, Object> values = Map.of("title", "{{observed}}{{#why}}", "observed", "x");
    assertEquals("{{observed}}{{#why}}", render("{{title}}", values, Escapes.PLAIN));
  }

  @ParameterizedTest
  @CsvSource({
    "{{titel}},'test, line 1: {{titel}} is not known, did you mean {{title}}?'",
    "{{#why}},'test, line 1: {{#why}} has no end {{/why}}'",
    "{{/why}},'test, line 1: {{/why}} ends nothing'",
    "{{title,'test, line 1: {{ has no }}'",
    "{{#why}}{{#why}}{{#why}}{{#why}}{{#why}},'test, line 1: sections may be nested 4 deep'"
  })
  void faultsAreNamed(String template, String message) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Template.parse("test", template, NAMES));
    assertEquals(message, e.getMessage());
  }

  @Test
  void aTemplateIsBounded() {
    assertThrows(
        IllegalArgumentException.class, () -> Template.parse("test", "x".repeat(70_000), NAMES));
  }

  @Test
  void linksHoldNothingThatEndsThem() {
    String npm = Links.of("pkg:npm/%40a/b\"><script>|x)", "1 [x](y)");
    assertEquals(
        "https://www.npmjs.com/package/@a/b%22%3E%3Cscript%3E%7Cx%29/v/1%20%5Bx%5D%28y%29", npm);
    assertEquals("https://github.com/a/-/b", Links.of("github.com/a/../b", null));
    assertTrue(Links.of("pkg:docker/x", "1") == null && Links.of(null, null) == null);
  }
}
