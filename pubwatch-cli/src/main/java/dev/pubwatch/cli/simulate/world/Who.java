package dev.pubwatch.cli.simulate.world;

import dev.pubwatch.events.Actor;
import dev.pubwatch.events.ActorKind;

/**
 * Somebody who acts right now: an account with a credential, at a place, with a program.
 *
 * @param account as the source knows it
 * @param kind user or bot
 */
public record Who(
    String account, ActorKind kind, Key key, Place place, String client, String clientVersion) {

  /** The same account with another credential. */
  public Who with(Key other) {
    return new Who(account, kind, other, place, client, clientVersion);
  }

  /** The same from somewhere else. */
  public Who from(Place other) {
    return new Who(account, kind, key, other, client, clientVersion);
  }

  /** The same with another program. */
  public Who using(String program, String version) {
    return new Who(account, kind, key, place, program, version);
  }

  Actor actor() {
    return Actor.newBuilder().setId(account).setKind(kind).build();
  }
}
