package dev.pubwatch.formats.forge;

import dev.pubwatch.formats.Actions;
import dev.pubwatch.formats.json.JsonFields;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** GitLab's types of audit events in the contract's words. */
final class GitlabActions {
  /** The first that matches counts; a type that none matches is kept as {@code other:}. */
  private static final List<Map.Entry<Pattern, String>> WORDS =
      List.of(
          word("repository_download_operation", "repo:clone"),
          word("login_failed_with_.{1,60}|failed_login .{1,60}", "login:failure"),
          word("authenticated_with_.{1,60}|user_signed_in|with [a-z_-]{1,40}", "login:success"),
          word("user_disable_two_factor|.{0,60}disable.{0,20}two_factor.{0,40}", "mfa:disable"),
          word(
              "[a-z_]{0,60}(access_token|deploy_token|deploy_key|ssh_key|agent_token)"
                  + "_(created|added|create|rotated)",
              "token:create"),
          word(
              "[a-z_]{0,60}(access_token|deploy_token|deploy_key|ssh_key|agent_token)"
                  + "_(revoked|deleted|destroyed|removed|revoke|destroy)",
              "token:delete"),
          word("ci_(group_|instance_)?variable_created", "secret:create"),
          word("ci_(group_|instance_)?variable_updated", "secret:update"),
          word("package_registry_package_(published|created)|package_published", "release:publish"),
          word("package_registry_package_(deleted|destroyed)|package_deleted", "release:yank"),
          word("project_(created|create)", "repo:create"),
          word("project_(destroyed|deleted|destroy)", "repo:delete"),
          word("member_(created|added)|add user_access", "member:add"),
          word("[a-z_]{0,40}webhook_created", "webhook:create"),
          word("ci_runner_registered|[a-z_]{0,40}runner_(registered|created)", "runner:register"),
          word(
              "protected_branch_.{1,60}|[a-z_]{0,60}merge_request_approv[a-z_]{1,60}"
                  + "|[a-z_]{0,40}push_rule[a-z_]{0,60}",
              "branch_protection:change"),
          word(
              "(create_|update_|delete_|destroy_)?[a-z_]{0,20}audit_events?_streaming_.{1,80}",
              "audit_log:change"));

  private GitlabActions() {}

  private static Map.Entry<Pattern, String> word(String regex, String word) {
    return Map.entry(Pattern.compile(regex), word);
  }

  static String map(String name, JsonFields in) {
    if (name.equals("repository_git_operation")) {
      String operation = in.objectOrEmpty("custom_message").text("action");
      return "git-upload-pack".equals(operation) ? "repo:clone" : Actions.other("git_push");
    }
    if (name.contains("visibility") && "Public".equalsIgnoreCase(in.text("to"))) {
      return "repo:make_public";
    }
    if (name.length() <= 160) {
      for (Map.Entry<Pattern, String> word : WORDS) {
        if (word.getKey().matcher(name).matches()) {
          return word.getValue();
        }
      }
    }
    return Actions.other(name);
  }
}
