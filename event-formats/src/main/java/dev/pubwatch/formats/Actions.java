package dev.pubwatch.formats;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The contract's closed vocabulary of actions. */
public final class Actions {
  /** Prefix of an action that the vocabulary has no word for; {@code source_action} then is set. */
  public static final String OTHER = "other:";

  private static final Set<String> KNOWN =
      Set.of(
          "release:publish",
          "release:yank",
          "file:add",
          "owner:add",
          "owner:remove",
          "project:create",
          "token:create",
          "token:use",
          "token:delete",
          "token:exposed",
          "login:success",
          "login:failure",
          "mfa:disable",
          "workflow:create",
          "workflow:update",
          "workflow:delete",
          "run:start",
          "run:complete",
          "run:delete",
          "secret:create",
          "secret:update",
          "secret:read",
          "repo:clone",
          "repo:create",
          "repo:make_public",
          "repo:delete",
          "tag:move",
          "branch_protection:change",
          "runner:register",
          "webhook:create",
          "member:add",
          "audit_log:change");

  private static final Pattern NOT_A_WORD = Pattern.compile("[^a-z0-9_.]+");
  private static final int MAX_OTHER = 120;

  private Actions() {}

  /** Every word of the vocabulary, sorted; {@code other:*} is not among them. */
  public static List<String> all() {
    return List.copyOf(new TreeSet<>(KNOWN));
  }

  /** Whether the contract allows this action. */
  public static boolean isAllowed(String action) {
    return KNOWN.contains(action)
        || (action.startsWith(OTHER)
            && action.length() > OTHER.length()
            && action.length() <= OTHER.length() + MAX_OTHER);
  }

  /** {@code other:} and the source's own word in lower case, with anything unusual replaced. */
  public static String other(String sourceAction) {
    String word =
        NOT_A_WORD.matcher(Redactor.redact(sourceAction).toLowerCase(Locale.ROOT)).replaceAll("_");
    return OTHER
        + (word.isEmpty() ? "unknown" : word.substring(0, Math.min(MAX_OTHER, word.length())));
  }
}
