package dev.pubwatch.cli.registry;

import static dev.pubwatch.cli.registry.Answers.array;
import static dev.pubwatch.cli.registry.Answers.numbers;
import static dev.pubwatch.cli.registry.Answers.object;
import static dev.pubwatch.cli.registry.Answers.raw;
import static dev.pubwatch.cli.registry.Answers.strings;
import static dev.pubwatch.cli.registry.Answers.version;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Subjects, versions and ids. {@code normalize} is accepted: Avro's text is normal as stored. */
final class Routes {
  private final Registry registry;

  private Routes(Registry registry) {
    this.registry = registry;
  }

  static Router router(Registry registry) {
    Routes routes = new Routes(registry);
    Router router = new Router();
    router
        .on("GET", "/", request -> object())
        .on("GET", "/contexts", request -> array().add("."))
        .on("GET", "/subjects", routes::subjects)
        .on("POST", "/subjects/{subject}", routes::lookup)
        .on("DELETE", "/subjects/{subject}", routes::deleteSubject)
        .on("GET", "/subjects/{subject}/versions", routes::versions)
        .on("POST", "/subjects/{subject}/versions", routes::register)
        .on("GET", "/subjects/{subject}/versions/{version}", r -> version(routes.find(r)))
        .on("DELETE", "/subjects/{subject}/versions/{version}", routes::deleteVersion)
        .on("GET", "/subjects/{subject}/versions/{version}/schema", r -> raw(routes.find(r).text()))
        .on("GET", "/subjects/{subject}/versions/{version}/referencedby", routes::referencedBy)
        .on("GET", "/schemas", routes::schemas)
        .on("GET", "/schemas/types", request -> array().add("AVRO"))
        .on("GET", "/schemas/ids/{id}", routes::byId)
        .on("GET", "/schemas/ids/{id}/schema", r -> raw(routes.text(r.id())))
        .on("GET", "/schemas/ids/{id}/subjects", routes::subjectsOfId)
        .on("GET", "/schemas/ids/{id}/versions", routes::versionsOfId);
    LevelRoutes.addTo(router, registry);
    return router;
  }

  private JsonNode subjects(Request request) {
    String prefix = request.query().getOrDefault("subjectPrefix", "");
    boolean deletedOnly = request.flag("deletedOnly");
    RegistryState state = registry.state();
    return strings(
        state.subjects(deletedOnly || request.flag("deleted")).stream()
            .filter(subject -> subject.startsWith(plain(prefix)))
            .filter(subject -> !deletedOnly || state.versions(subject, false).isEmpty())
            .toList());
  }

  private JsonNode lookup(Request request) {
    registry.existing(request.subject(), request.flag("deleted"));
    return version(registry.lookup(request.subject(), request.schema(), request.flag("deleted")));
  }

  private JsonNode register(Request request) {
    for (String field : new String[] {"id", "version"}) {
      if (request.body().path(field).asInt(0) > 0) {
        throw ApiException.http(422, "a schema's " + field + " cannot be chosen here");
      }
    }
    return object().put("id", registry.register(request.subject(), request.schema()));
  }

  private JsonNode versions(Request request) {
    List<StoredSchema> versions =
        registry.existing(
            request.subject(), request.flag("deleted") || request.flag("deletedOnly"));
    return numbers(
        versions.stream()
            .filter(schema -> !request.flag("deletedOnly") || schema.deleted())
            .map(StoredSchema::version)
            .toList());
  }

  private StoredSchema find(Request request) {
    return registry.version(request.subject(), request.version(), request.flag("deleted"));
  }

  private JsonNode referencedBy(Request request) {
    Objects.requireNonNull(find(request));
    return array();
  }

  private JsonNode deleteSubject(Request request) {
    return numbers(registry.deleteSubject(request.subject(), request.flag("permanent")));
  }

  private JsonNode deleteVersion(Request request) {
    return IntNode.valueOf(
        registry.deleteVersion(request.subject(), request.version(), request.flag("permanent")));
  }

  private JsonNode schemas(Request request) {
    String prefix = plain(request.query().getOrDefault("subjectPrefix", ""));
    int limit = request.number("limit", -1);
    ArrayNode answer = array();
    registry.state().subjects(request.flag("deleted")).stream()
        .filter(subject -> subject.startsWith(prefix))
        .map(subject -> registry.state().versions(subject, request.flag("deleted")))
        .flatMap(all -> request.flag("latestOnly") ? lastOf(all).stream() : all.stream())
        .skip(Math.max(0, request.number("offset", 0)))
        .limit(limit < 0 ? Long.MAX_VALUE : limit)
        .forEach(schema -> answer.add(version(schema)));
    return answer;
  }

  private JsonNode byId(Request request) {
    var answer = object().put("schema", text(request.id()));
    return request.flag("fetchMaxId") ? answer.put("maxId", registry.state().maxId()) : answer;
  }

  private JsonNode subjectsOfId(Request request) {
    return strings(uses(request).stream().map(StoredSchema::subject).distinct().toList());
  }

  private JsonNode versionsOfId(Request request) {
    ArrayNode answer = array();
    uses(request)
        .forEach(s -> answer.add(object().put("subject", s.subject()).put("version", s.version())));
    return answer;
  }

  private List<StoredSchema> uses(Request request) {
    Objects.requireNonNull(text(request.id()));
    String subject = request.query().get("subject");
    return registry.state().uses(request.id(), request.flag("deleted")).stream()
        .filter(schema -> subject == null || schema.subject().equals(subject))
        .toList();
  }

  private String text(int id) {
    @Nullable String text = registry.state().canonical(id);
    if (text == null) {
      throw ApiException.schemaNotFound(id);
    }
    return text;
  }

  /** Clients name the default context, ":.:", or every context, ":*:", before a prefix. */
  private static String plain(String prefix) {
    return prefix.startsWith(":*:") || prefix.startsWith(":.:") ? prefix.substring(3) : prefix;
  }

  private static List<StoredSchema> lastOf(List<StoredSchema> versions) {
    return versions.subList(Math.max(0, versions.size() - 1), versions.size());
  }
}
