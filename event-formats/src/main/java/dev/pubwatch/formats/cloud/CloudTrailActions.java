package dev.pubwatch.formats.cloud;

import dev.pubwatch.formats.Actions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** CloudTrail's calls in the contract's words, by {@code service:Call}. */
final class CloudTrailActions {
  private static final Map<String, String> CALLS =
      Map.ofEntries(
          Map.entry("sts:AssumeRole", "token:create"),
          Map.entry("sts:AssumeRoleWithSAML", "token:create"),
          Map.entry("sts:AssumeRoleWithWebIdentity", "token:create"),
          Map.entry("sts:GetFederationToken", "token:create"),
          Map.entry("sts:GetSessionToken", "token:create"),
          Map.entry("codeartifact:GetAuthorizationToken", "token:create"),
          Map.entry("codeartifact:PublishPackageVersion", "release:publish"),
          Map.entry("codeartifact:CopyPackageVersions", "release:publish"),
          Map.entry("codeartifact:DeletePackageVersions", "release:yank"),
          Map.entry("codeartifact:DisposePackageVersions", "release:yank"),
          Map.entry("codeartifact:DeletePackage", "release:yank"),
          Map.entry("ecr:GetAuthorizationToken", "token:create"),
          Map.entry("ecr:PutImage", "release:publish"),
          Map.entry("ecr:BatchDeleteImage", "release:yank"),
          Map.entry("ecr:CreateRepository", "project:create"),
          Map.entry("ecr-public:GetAuthorizationToken", "token:create"),
          Map.entry("ecr-public:PutImage", "release:publish"),
          Map.entry("ecr-public:BatchDeleteImage", "release:yank"),
          Map.entry("ecr-public:CreateRepository", "project:create"),
          Map.entry("signin:ConsoleLogin", "login:success"),
          Map.entry("sso:Authenticate", "login:success"),
          Map.entry("secretsmanager:GetSecretValue", "secret:read"),
          Map.entry("secretsmanager:BatchGetSecretValue", "secret:read"),
          Map.entry("secretsmanager:CreateSecret", "secret:create"),
          Map.entry("secretsmanager:PutSecretValue", "secret:update"),
          Map.entry("secretsmanager:UpdateSecret", "secret:update"),
          Map.entry("ec2:GetPasswordData", "secret:read"),
          Map.entry("cloudtrail:StopLogging", "audit_log:change"),
          Map.entry("cloudtrail:StartLogging", "audit_log:change"),
          Map.entry("cloudtrail:CreateTrail", "audit_log:change"),
          Map.entry("cloudtrail:UpdateTrail", "audit_log:change"),
          Map.entry("cloudtrail:DeleteTrail", "audit_log:change"),
          Map.entry("cloudtrail:PutEventSelectors", "audit_log:change"),
          Map.entry("cloudtrail:PutInsightSelectors", "audit_log:change"),
          Map.entry("config:StopConfigurationRecorder", "audit_log:change"),
          Map.entry("config:DeleteConfigurationRecorder", "audit_log:change"),
          Map.entry("config:DeleteDeliveryChannel", "audit_log:change"),
          Map.entry("ec2:DeleteFlowLogs", "audit_log:change"),
          Map.entry("logs:DeleteLogGroup", "audit_log:change"),
          Map.entry("logs:DeleteLogStream", "audit_log:change"),
          Map.entry("s3:PutBucketLogging", "audit_log:change"),
          Map.entry("rds:StopActivityStream", "audit_log:change"),
          Map.entry("route53resolver:DeleteResolverQueryLogConfig", "audit_log:change"),
          Map.entry("bedrock:DeleteModelInvocationLoggingConfiguration", "audit_log:change"),
          Map.entry("guardduty:DeleteDetector", "audit_log:change"),
          Map.entry("iam:CreateAccessKey", "token:create"),
          Map.entry("iam:CreateLoginProfile", "token:create"),
          Map.entry("iam:CreateServiceSpecificCredential", "token:create"),
          Map.entry("iam:UploadSSHPublicKey", "token:create"),
          Map.entry("iam:DeleteAccessKey", "token:delete"),
          Map.entry("iam:DeleteLoginProfile", "token:delete"),
          Map.entry("iam:DeleteServiceSpecificCredential", "token:delete"),
          Map.entry("iam:DeleteSSHPublicKey", "token:delete"),
          Map.entry("iam:CreateUser", "member:add"),
          Map.entry("iam:DeactivateMFADevice", "mfa:disable"),
          Map.entry("iam:DeleteVirtualMFADevice", "mfa:disable"),
          Map.entry("codecommit:GitPull", "repo:clone"),
          Map.entry("codecommit:CreateRepository", "repo:create"),
          Map.entry("codecommit:DeleteRepository", "repo:delete"),
          Map.entry("codebuild:CreateProject", "workflow:create"),
          Map.entry("codebuild:UpdateProject", "workflow:update"),
          Map.entry("codebuild:DeleteProject", "workflow:delete"),
          Map.entry("codebuild:StartBuild", "run:start"),
          Map.entry("codepipeline:CreatePipeline", "workflow:create"),
          Map.entry("codepipeline:UpdatePipeline", "workflow:update"),
          Map.entry("codepipeline:DeletePipeline", "workflow:delete"),
          Map.entry("codepipeline:StartPipelineExecution", "run:start"));

  private CloudTrailActions() {}

  /**
   * The action of a call. A refused sign-in, or a refused attempt to get a token, is a {@code
   * login:failure}; another refused call that would have had a word is {@code other:}, since what
   * it names did not happen. A call without a word is a use of the credential that made it.
   *
   * @param call {@code service:Call}
   */
  static String map(String call, boolean failed) {
    String action = CALLS.get(call);
    if (action == null) {
      return isSecureParameterCall(call) ? Actions.other(call) : "token:use";
    }
    if (!failed) {
      return action;
    }
    return action.equals("login:success") || call.startsWith("sts:")
        ? "login:failure"
        : Actions.other(call);
  }

  /** Parameter store calls: secrets only where the request asks to decrypt. */
  static boolean isSecureParameterCall(@Nullable String call) {
    return call != null && call.startsWith("ssm:GetParameter") && !call.endsWith("History");
  }
}
