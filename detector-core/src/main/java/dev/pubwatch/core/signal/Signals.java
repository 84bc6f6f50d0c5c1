package dev.pubwatch.core.signal;

import java.util.List;

/** Every signal, in the order in which the judge keeps their state: append only. */
public final class Signals {

  /** All signals. */
  public static final List<Signal> ALL =
      List.of(
          new Dormancy(),
          new PublisherNew(),
          new AccountFirstSeen(),
          new AccountDormant(),
          new MaintainersChanged(),
          new VersionStep(),
          new LinesAtOnce(),
          new ReleasesAtOnce(),
          new InstallScriptAdded(),
          new DependencyInPatch(),
          new ProjectsAtOnce(),
          new ProvenanceDropped(),
          new CredentialDowngraded(),
          new CredentialKind(),
          new CredentialNew(),
          new CredentialJustCreated(),
          new CredentialDormant(),
          new ClientOfAccount(),
          new ClientOfCredential(),
          new WhereOfProject(),
          new WhereOfCredential(),
          new WhereOfAccount(),
          new HourOfAccount(),
          new NewEgressHost(),
          new BeginsToSendSecrets(),
          new SecretsReferredTo(),
          new WorkflowCreated(),
          new WorkflowsDormant(),
          new WorkflowEditorNew(),
          new RepositoriesAtOnce(),
          new ActionOfAccount(),
          new ActionOfCredential(),
          new ProjectsOfCredential(),
          new PublishWithoutRun(),
          new OldCredentialFirstUse(),
          new OwnersAtOnce(),
          new RunDeleted(),
          new PullRequestAtOnce(),
          new TagMoved(),
          new TagsMovedAtOnce(),
          new NewOwnerPublishes(),
          new ClientSteppedBack(),
          new SecretsToNewHost(),
          new CacheSavedByRequest());

  private Signals() {}
}
