package dev.pubwatch.cli.registry;

import static dev.pubwatch.cli.registry.Answers.object;
import static dev.pubwatch.cli.registry.Answers.strings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.schemas.Compatibility;
import java.util.List;
import java.util.Locale;

/** Compatibility, its configuration, and the mode, which is always READWRITE. */
final class LevelRoutes {
  private final Registry registry;

  private LevelRoutes(Registry registry) {
    this.registry = registry;
  }

  static void addTo(Router router, Registry registry) {
    LevelRoutes routes = new LevelRoutes(registry);
    router
        .on("POST", "/compatibility/subjects/{subject}/versions", routes::testAll)
        .on("POST", "/compatibility/subjects/{subject}/versions/{version}", routes::testOne)
        .on("GET", "/config", request -> level(registry.state().globalLevel()))
        .on("PUT", "/config", routes::setGlobal)
        .on("DELETE", "/config", routes::resetGlobal)
        .on("GET", "/config/{subject}", routes::get)
        .on("PUT", "/config/{subject}", routes::set)
        .on("DELETE", "/config/{subject}", routes::reset)
        .on("GET", "/mode", request -> object().put("mode", "READWRITE"))
        .on("GET", "/mode/{subject}", routes::mode);
  }

  private JsonNode testAll(Request request) {
    return verdict(request, registry.violations(request.subject(), request.schema()));
  }

  private JsonNode testOne(Request request) {
    return verdict(
        request, registry.violations(request.subject(), request.version(), request.schema()));
  }

  private static JsonNode verdict(Request request, List<String> violations) {
    ObjectNode answer = object().put("is_compatible", violations.isEmpty());
    return request.flag("verbose") ? answer.set("messages", strings(violations)) : answer;
  }

  private JsonNode setGlobal(Request request) {
    Compatibility level = requested(request);
    registry.setLevel(null, level);
    return object().put("compatibility", level.name());
  }

  private JsonNode resetGlobal(Request request) {
    Compatibility before = registry.state().globalLevel();
    registry.setLevel(null, null);
    return level(before);
  }

  private JsonNode get(Request request) {
    Compatibility own = registry.state().ownLevel(request.subject());
    if (own == null && !request.flag("defaultToGlobal")) {
      throw ApiException.noLevel(request.subject());
    }
    return level(registry.level(request.subject()));
  }

  private JsonNode set(Request request) {
    Compatibility level = requested(request);
    registry.setLevel(request.subject(), level);
    return object().put("compatibility", level.name());
  }

  private JsonNode reset(Request request) {
    Compatibility before = registry.state().ownLevel(request.subject());
    if (before == null) {
      throw ApiException.subjectNotFound(request.subject());
    }
    registry.setLevel(request.subject(), null);
    return level(before);
  }

  private JsonNode mode(Request request) {
    if (!request.flag("defaultToGlobal")) {
      throw ApiException.noMode(request.subject());
    }
    return object().put("mode", "READWRITE");
  }

  private static Compatibility requested(Request request) {
    String name = request.body().path("compatibility").asText("");
    try {
      return Compatibility.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw ApiException.invalidLevel(name);
    }
  }

  private static ObjectNode level(Compatibility level) {
    return object().put("compatibilityLevel", level.name());
  }
}
