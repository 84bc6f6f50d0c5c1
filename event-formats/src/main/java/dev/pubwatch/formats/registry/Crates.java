package dev.pubwatch.formats.registry;

import dev.pubwatch.events.ActorKind;
import dev.pubwatch.events.CredentialKind;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.PackageUrl;
import dev.pubwatch.formats.json.EventDraft;
import dev.pubwatch.formats.json.JsonFields;
import org.jspecify.annotations.Nullable;

/** What events of crates.io have in common. */
final class Crates {
  private Crates() {}

  static String source(FormatContext context) {
    return context.source() == null ? "crates.io" : context.source();
  }

  static @Nullable String project(@Nullable String crate) {
    return crate == null ? null : PackageUrl.of("cargo", crate);
  }

  /** An API token by its row's id, as {@code version_owner_actions} and the request log name it. */
  static @Nullable String tokenId(@Nullable String id) {
    return id == null ? null : "crates-token/" + id;
  }

  /** A user by login where it is known, else by the row's id. */
  static void user(@Nullable String login, @Nullable String id, EventDraft out) {
    out.actor().setId(login != null ? login : id == null ? null : "user:" + id);
    out.actor().setKind(login == null && id == null ? ActorKind.unknown : ActorKind.user);
  }

  /** {@code {provider, repository, run_id, sha}} or GitLab's {@code {project_path, job_id}}. */
  static void trusted(JsonFields data, EventDraft out) {
    String provider = data.text("provider");
    String repository = data.firstText("repository", "project_path");
    String host = "gitlab".equals(provider) ? "gitlab.com/" : "github.com/";
    String publisher = repository == null ? provider : host + repository;
    out.actor().setId(publisher);
    out.actor().setKind(ActorKind.service);
    out.credential().setKind(CredentialKind.trusted_publisher);
    out.credential().setIssuer(publisher);
    out.provenance().setTrustedPublisher(publisher);
    out.ci().setRunId(data.firstText("run_id", "job_id"));
    out.ci().setHeadSha(data.text("sha"));
  }
}
