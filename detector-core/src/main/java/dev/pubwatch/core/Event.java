package dev.pubwatch.core;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One canonical event as the detector sees it: flat, so that it is cheap to move.
 *
 * <p>A missing value is null, {@link #UNKNOWN} for numbers, or an empty list; it is no evidence for
 * or against. Times are epoch milliseconds, UTC.
 *
 * @param eventId stable and unique per source event
 * @param kind which stream
 * @param source where it came from
 * @param timeMillis when it happened at the source
 * @param action {@code subject:verb} of the closed vocabulary
 * @param sourceAction the source's own name for it
 * @param project package URL or host/owner/repo
 * @param owner scope, organisation or account that holds the project
 * @param version release version
 * @param sizeBytes size of the artifact
 * @param fileCount files in the artifact
 * @param installScript whether installing it runs a script of its own
 * @param dependencyCount direct runtime dependencies
 * @param dependenciesAdded dependencies that the release before did not have
 * @param actorId who
 * @param actorKind user, bot, service or unknown
 * @param credentialId hash or public id of the credential
 * @param credentialKind trusted_publisher, oidc, api_token, session, password, ssh_key, app,
 *     unknown
 * @param credentialCreatedAtMillis when it was issued
 * @param ip address, canonical text
 * @param prefix covering prefix, CIDR
 * @param asn autonomous system number
 * @param country ISO 3166-1 alpha-2
 * @param networkKind ci, hosting, vpn, tor, mobile, isp or unknown
 * @param ciProvider CI system whose published ranges hold the address
 * @param client client program
 * @param clientVersion its version
 * @param attested whether the release carries provenance
 * @param trustedPublisher trusted publisher that released it
 * @param workflow workflow file or name
 * @param runId CI run id
 * @param ref git ref
 * @param headSha commit
 * @param trigger what started the run
 * @param conclusion how the run ended
 * @param runnerKind hosted, self-hosted, or the source's word
 * @param secretsPassed names of secrets passed or referenced
 * @param egressHosts hosts named or contacted
 * @param contentHash hash of the workflow's content
 * @param sendsSecrets whether the workflow sends a secret over the network
 * @param actionRefsUnpinned third-party actions not pinned by commit
 * @param attributes anything else of the source
 */
public record Event(
    String eventId,
    EventKind kind,
    String source,
    long timeMillis,
    String action,
    @Nullable String sourceAction,
    @Nullable String project,
    @Nullable String owner,
    @Nullable String version,
    long sizeBytes,
    int fileCount,
    @Nullable Boolean installScript,
    int dependencyCount,
    List<String> dependenciesAdded,
    @Nullable String actorId,
    String actorKind,
    @Nullable String credentialId,
    String credentialKind,
    long credentialCreatedAtMillis,
    @Nullable String ip,
    @Nullable String prefix,
    long asn,
    @Nullable String country,
    String networkKind,
    @Nullable String ciProvider,
    @Nullable String client,
    @Nullable String clientVersion,
    @Nullable Boolean attested,
    @Nullable String trustedPublisher,
    @Nullable String workflow,
    @Nullable String runId,
    @Nullable String ref,
    @Nullable String headSha,
    @Nullable String trigger,
    @Nullable String conclusion,
    @Nullable String runnerKind,
    List<String> secretsPassed,
    List<String> egressHosts,
    @Nullable String contentHash,
    @Nullable Boolean sendsSecrets,
    int actionRefsUnpinned,
    Map<String, String> attributes) {

  /** A number that the source does not give. */
  public static final int UNKNOWN = -1;

  /** A builder with everything optional missing. */
  public static EventBuilder builder(
      String eventId, EventKind kind, String source, long timeMillis, String action) {
    return new EventBuilder(eventId, kind, source, timeMillis, action);
  }

  /** The same with its origin filled in; what the source itself said must be handed back. */
  public Event withNetwork(
      @Nullable String itsPrefix,
      long itsAsn,
      @Nullable String itsCountry,
      String itsNetworkKind,
      @Nullable String itsCiProvider) {
    return new Event(
        eventId,
        kind,
        source,
        timeMillis,
        action,
        sourceAction,
        project,
        owner,
        version,
        sizeBytes,
        fileCount,
        installScript,
        dependencyCount,
        dependenciesAdded,
        actorId,
        actorKind,
        credentialId,
        credentialKind,
        credentialCreatedAtMillis,
        ip,
        itsPrefix,
        itsAsn,
        itsCountry,
        itsNetworkKind,
        itsCiProvider,
        client,
        clientVersion,
        attested,
        trustedPublisher,
        workflow,
        runId,
        ref,
        headSha,
        trigger,
        conclusion,
        runnerKind,
        secretsPassed,
        egressHosts,
        contentHash,
        sendsSecrets,
        actionRefsUnpinned,
        attributes);
  }
}
