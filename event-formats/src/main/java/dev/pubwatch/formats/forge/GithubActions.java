package dev.pubwatch.formats.forge;

import dev.pubwatch.formats.Actions;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The audit log's actions in the contract's words. What the vocabulary has no word for becomes
 * {@code other:} with GitHub's own.
 */
final class GithubActions {
  private static final Pattern SECRET_WRITTEN =
      Pattern.compile("[a-z_]{1,64}\\.(create|update)_[a-z_]{0,64}secret");
  private static final Pattern RUNNER_REGISTERED =
      Pattern.compile("[a-z_]{1,64}\\.register_self_hosted_runner");

  private static final Map<String, String> EXACT =
      Map.ofEntries(
          Map.entry("workflows.created_workflow_run", "run:start"),
          Map.entry("workflows.rerun_workflow_run", "run:start"),
          Map.entry("workflows.completed_workflow_run", "run:complete"),
          Map.entry("workflows.delete_workflow_run", "run:delete"),
          Map.entry("workflows.enable_workflow", "workflow:update"),
          Map.entry("workflows.disable_workflow", "workflow:update"),
          Map.entry("personal_access_token.create", "token:create"),
          Map.entry("personal_access_token.access_granted", "token:create"),
          Map.entry("personal_access_token.credential_regenerated", "token:create"),
          Map.entry("personal_access_token.access_revoked", "token:delete"),
          Map.entry("personal_access_token.credential_revoked", "token:delete"),
          Map.entry("personal_access_token.destroy", "token:delete"),
          Map.entry("oauth_authorization.create", "token:create"),
          Map.entry("oauth_authorization.destroy", "token:delete"),
          Map.entry("oauth_access.create", "token:create"),
          Map.entry("oauth_access.regenerate", "token:create"),
          Map.entry("oauth_access.destroy", "token:delete"),
          Map.entry("oauth_access.revoke", "token:delete"),
          Map.entry("integration_installation.create", "token:create"),
          Map.entry("integration_installation.destroy", "token:delete"),
          Map.entry("org_credential_authorization.grant", "token:create"),
          Map.entry("org_credential_authorization.revoke", "token:delete"),
          Map.entry("org_credential_authorization.deauthorize", "token:delete"),
          Map.entry("public_key.create", "token:create"),
          Map.entry("public_key.delete", "token:delete"),
          Map.entry("repo.create_deploy_key", "token:create"),
          Map.entry("deploy_key.create", "token:create"),
          Map.entry("deploy_key.destroy", "token:delete"),
          Map.entry("api.request", "token:use"),
          Map.entry("secret_scanning_alert.create", "token:exposed"),
          Map.entry("user.login", "login:success"),
          Map.entry("org.sso_response", "login:success"),
          Map.entry("business.sso_response", "login:success"),
          Map.entry("user.failed_login", "login:failure"),
          Map.entry("two_factor_authentication.disabled", "mfa:disable"),
          Map.entry("org.disable_two_factor_requirement", "mfa:disable"),
          Map.entry("business.disable_two_factor_requirement", "mfa:disable"),
          Map.entry("git.clone", "repo:clone"),
          Map.entry("repo.download_zip", "repo:clone"),
          Map.entry("repo.create", "repo:create"),
          Map.entry("repo.destroy", "repo:delete"),
          Map.entry("repo.add_member", "member:add"),
          Map.entry("org.add_member", "member:add"),
          Map.entry("org.add_outside_collaborator", "member:add"),
          Map.entry("team.add_member", "member:add"),
          Map.entry("business.add_admin", "member:add"),
          Map.entry("hook.create", "webhook:create"),
          Map.entry("packages.package_published", "release:publish"),
          Map.entry("packages.package_version_published", "release:publish"),
          Map.entry("packages.package_deleted", "release:yank"),
          Map.entry("packages.package_version_deleted", "release:yank"));

  private GithubActions() {}

  /**
   * @param isPublic whether the repository is public after the action
   */
  static String map(String action, boolean isPublic) {
    String exact = EXACT.get(action);
    if (exact != null) {
      return exact;
    }
    if (SECRET_WRITTEN.matcher(action).matches()) {
      return action.contains(".create_") ? "secret:create" : "secret:update";
    }
    if (RUNNER_REGISTERED.matcher(action).matches()) {
      return "runner:register";
    }
    if (action.equals("repo.access") && isPublic) {
      return "repo:make_public";
    }
    return byFamily(action);
  }

  /** Families in which every action but a refusal or a health check means the same. */
  private static String byFamily(String action) {
    boolean changes = !action.endsWith(".rejected_ref_update") && !action.endsWith(".check");
    if (changes
        && (action.startsWith("protected_branch.") || action.startsWith("repository_ruleset."))) {
      return "branch_protection:change";
    }
    return changes && action.startsWith("audit_log_streaming.")
        ? "audit_log:change"
        : Actions.other(action);
  }
}
