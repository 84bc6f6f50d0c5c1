package dev.pubwatch.cli.stack.demo;

import dev.pubwatch.events.Actor;
import dev.pubwatch.events.ActorKind;
import dev.pubwatch.events.Credential;
import dev.pubwatch.events.CredentialKind;
import dev.pubwatch.events.NetworkKind;
import dev.pubwatch.events.Origin;
import java.time.Instant;

/**
 * Somebody, or some workflow, that publishes.
 *
 * @param account as the registry knows it
 * @param kind user or bot
 * @param credential what it publishes with
 * @param place from where
 * @param client with what program
 */
record Person(String account, ActorKind kind, Token credential, Place place, String client) {

  /** A credential; the id is what hashing the real one would give. */
  record Token(String id, CredentialKind kind, Instant createdAt) {
    Credential avro() {
      return Credential.newBuilder().setId(id).setKind(kind).setCreatedAt(createdAt).build();
    }
  }

  /** A network as a registry's log shows it. */
  record Place(String prefix, long asn, String holder, String country, NetworkKind kind) {
    Origin avro(int host, String client, String version) {
      String base = prefix.substring(0, prefix.lastIndexOf('.') + 1);
      return Origin.newBuilder()
          .setIp(base + host)
          .setPrefix(prefix)
          .setAsn(asn)
          .setAsOrg(holder)
          .setCountry(country)
          .setNetworkKind(kind)
          .setClient(client)
          .setClientVersion(version)
          .build();
    }
  }

  Person with(Token other) {
    return new Person(account, kind, other, place, client);
  }

  Person from(Place other) {
    return new Person(account, kind, credential, other, client);
  }

  Person using(String otherClient) {
    return new Person(account, kind, credential, place, otherClient);
  }

  Actor actor() {
    return Actor.newBuilder().setId(account).setKind(kind).build();
  }

  boolean isBot() {
    return kind == ActorKind.bot;
  }
}
