package dev.pubwatch.formats.registry;

import dev.pubwatch.formats.Actions;
import java.util.Map;

/**
 * Warehouse's tags in the contract's words. A role is told once, on the project; its twin on the
 * user's events has no word of its own.
 */
final class WarehouseTags {
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("project:create", "project:create"),
          Map.entry("project:release:add", "release:publish"),
          Map.entry("project:release:yank", "release:yank"),
          Map.entry("project:release:remove", "release:yank"),
          Map.entry("file:add", "file:add"),
          Map.entry("project:role:add", "owner:add"),
          Map.entry("project:role:remove", "owner:remove"),
          Map.entry("project:organization_project:add", "owner:add"),
          Map.entry("project:organization_project:remove", "owner:remove"),
          Map.entry("project:team_project_role:add", "owner:add"),
          Map.entry("project:team_project_role:remove", "owner:remove"),
          Map.entry("organization:organization_role:add", "member:add"),
          Map.entry("team:team_role:add", "member:add"),
          Map.entry("account:api_token:added", "token:create"),
          Map.entry("project:api_token:added", "token:create"),
          Map.entry("account:short_lived_api_token:added", "token:create"),
          Map.entry("project:oidc:publisher-added", "token:create"),
          Map.entry("organization:oidc:publisher-added", "token:create"),
          Map.entry("account:api_token:removed", "token:delete"),
          Map.entry("project:api_token:removed", "token:delete"),
          Map.entry("project:oidc:publisher-removed", "token:delete"),
          Map.entry("organization:oidc:publisher-removed", "token:delete"),
          Map.entry("account:api_token:removed_leak", "token:exposed"),
          Map.entry("account:login:success", "login:success"),
          Map.entry("account:login:failure", "login:failure"),
          Map.entry("account:two_factor:method_removed", "mfa:disable"));

  private WarehouseTags() {}

  static String word(String tag) {
    String word = WORDS.get(tag);
    return word == null ? Actions.other(tag) : word;
  }
}
