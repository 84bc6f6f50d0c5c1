package dev.pubwatch.formats.forge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.formats.Actions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GithubActionsTest {

  @ParameterizedTest
  @CsvSource({
    "workflows.created_workflow_run, run:start",
    "workflows.prepared_workflow_job, other:workflows.prepared_workflow_job",
    "workflows.completed_workflow_run, run:complete",
    "workflows.delete_workflow_run, run:delete",
    "workflows.disable_workflow, workflow:update",
    "org.create_actions_secret, secret:create",
    "repo.update_actions_secret, secret:update",
    "environment.create_actions_secret, secret:create",
    "environment.remove_actions_secret, other:environment.remove_actions_secret",
    "personal_access_token.request_created, other:personal_access_token.request_created",
    "personal_access_token.access_granted, token:create",
    "personal_access_token.credential_regenerated, token:create",
    "personal_access_token.credential_revoked, token:delete",
    "oauth_authorization.create, token:create",
    "oauth_access.revoke, token:delete",
    "integration_installation.create, token:create",
    "org_credential_authorization.grant, token:create",
    "git.clone, repo:clone",
    "git.push, other:git.push",
    "repo.destroy, repo:delete",
    "repo.transfer, other:repo.transfer",
    "repo.add_member, member:add",
    "repo.archived, other:repo.archived",
    "protected_branch.destroy, branch_protection:change",
    "protected_branch.policy_override, branch_protection:change",
    "protected_branch.rejected_ref_update, other:protected_branch.rejected_ref_update",
    "repository_ruleset.update, branch_protection:change",
    "hook.create, webhook:create",
    "hook.config_changed, other:hook.config_changed",
    "public_key.create, token:create",
    "org.register_self_hosted_runner, runner:register",
    "secret_scanning.disable, other:secret_scanning.disable",
    "secret_scanning_alert.create, token:exposed",
    "audit_log_streaming.update, audit_log:change",
    "audit_log_streaming.check, other:audit_log_streaming.check",
    "Strange Action!, other:strange_action_"
  })
  void mapsToTheContract(String action, String expected) {
    String mapped = GithubActions.map(action, false);
    assertEquals(expected, mapped);
    assertTrue(Actions.isAllowed(mapped));
  }

  @ParameterizedTest
  @CsvSource({"true, repo:make_public", "false, other:repo.access"})
  void aRepositoryIsMadePublicOnlyWhenItEndsUpPublic(boolean isPublic, String expected) {
    assertEquals(expected, GithubActions.map("repo.access", isPublic));
  }
}
