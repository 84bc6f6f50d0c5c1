package dev.pubwatch.formats.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.formats.Actions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudTrailActionsTest {

  @ParameterizedTest
  @CsvSource({
    "sts:AssumeRoleWithWebIdentity, token:create, login:failure",
    "sts:GetCallerIdentity, token:use, token:use",
    "codeartifact:GetAuthorizationToken, token:create, other:codeartifact_getauthorizationtoken",
    "codeartifact:PublishPackageVersion, release:publish, other:codeartifact_publishpackageversion",
    "ecr:PutImage, release:publish, other:ecr_putimage",
    "signin:ConsoleLogin, login:success, login:failure",
    "secretsmanager:GetSecretValue, secret:read, other:secretsmanager_getsecretvalue",
    "cloudtrail:StopLogging, audit_log:change, other:cloudtrail_stoplogging",
    "cloudtrail:PutEventSelectors, audit_log:change, other:cloudtrail_puteventselectors",
    "iam:CreateAccessKey, token:create, other:iam_createaccesskey",
    "iam:DeactivateMFADevice, mfa:disable, other:iam_deactivatemfadevice",
    "ec2:DescribeInstances, token:use, token:use"
  })
  void mapsToTheContract(String call, String succeeded, String failed) {
    assertEquals(succeeded, CloudTrailActions.map(call, false));
    assertEquals(failed, CloudTrailActions.map(call, true));
    assertTrue(Actions.isAllowed(succeeded));
    assertTrue(Actions.isAllowed(failed));
  }
}
