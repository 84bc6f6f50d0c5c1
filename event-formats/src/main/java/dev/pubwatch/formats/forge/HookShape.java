package dev.pubwatch.formats.forge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.formats.MalformedException;
import java.util.List;

/** Tells webhooks of GitHub's shape apart by their bodies, where the header is lost. */
final class HookShape {
  /** Fields that belong to one event each, and are that event's name. */
  private static final List<String> OWN_NAME =
      List.of(
          "workflow_job",
          "workflow_run",
          "personal_access_token_request",
          "registry_package",
          "package",
          "release",
          "repository_ruleset",
          "deployment_status",
          "deployment",
          "check_run",
          "check_suite",
          "pull_request",
          "issue",
          "discussion");

  private HookShape() {}

  /**
   * The event of a body.
   *
   * @throws MalformedException when nothing shows that it is a webhook
   */
  static String eventOf(ObjectNode body) throws MalformedException {
    for (String name : OWN_NAME) {
      if (body.path(name).isObject()) {
        return name;
      }
    }
    if (body.hasNonNull("zen") && body.hasNonNull("hook_id")) {
      return "ping";
    }
    if (body.path("commits").isArray() && body.hasNonNull("ref")) {
      return "push";
    }
    String action = body.path("action").asText("");
    return action.isEmpty() ? withoutAction(body) : withAction(body, action);
  }

  private static String withAction(ObjectNode body, String action) throws MalformedException {
    if (body.path("alert").isObject()) {
      boolean secret = body.path("alert").has("secret_type");
      return secret ? "secret_scanning_alert" : "alert";
    }
    if (body.path("rule").isObject()) {
      return "branch_protection_rule";
    }
    if (body.path("key").isObject()) {
      return "deploy_key";
    }
    if (body.path("hook").isObject()) {
      return "meta";
    }
    if (body.path("member").isObject()) {
      return body.path("team").isObject() ? "membership" : "member";
    }
    if (body.path("membership").isObject() || action.startsWith("member_")) {
      return "organization";
    }
    if (body.path("installation").isObject() && body.path("repositories").isArray()) {
      return "installation";
    }
    if (body.path("repository").isObject()) {
      return "repository";
    }
    throw unknown();
  }

  private static String withoutAction(ObjectNode body) throws MalformedException {
    if (!body.path("repository").isObject() && !body.path("organization").isObject()) {
      throw unknown();
    }
    if (body.hasNonNull("ref_type")) {
      return body.has("master_branch") ? "create" : "delete";
    }
    return body.path("forkee").isObject() ? "fork" : "unknown";
  }

  private static MalformedException unknown() {
    return new MalformedException(
        "not a webhook's body: expected repository, organization or one of "
            + String.join(", ", OWN_NAME));
  }
}
