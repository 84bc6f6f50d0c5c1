package dev.pubwatch.formats.registry;

import dev.pubwatch.events.ActorKind;
import dev.pubwatch.events.CredentialKind;
import dev.pubwatch.formats.json.EventDraft;
import org.jspecify.annotations.Nullable;

/** Who acted in Harbor: {@code robot$project+name} is a robot account. */
final class HarborActors {
  private HarborActors() {}

  static void fill(@Nullable String operator, EventDraft out) {
    boolean robot = operator != null && operator.startsWith("robot$");
    out.actor().setId(operator);
    out.actor()
        .setKind(robot ? ActorKind.bot : operator == null ? ActorKind.unknown : ActorKind.user);
    out.credential().setKind(robot ? CredentialKind.api_token : CredentialKind.unknown);
  }
}
