package dev.pubwatch.formats.cloud;

import dev.pubwatch.formats.PackageUrl;
import dev.pubwatch.formats.json.EventDraft;
import dev.pubwatch.formats.json.JsonFields;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a call was about: the package, the image, or the repository whose run took a role. */
final class CloudTrailTargets {
  /** Subject of GitHub's tokens: {@code repo:owner/name:ref:refs/heads/main}. */
  private static final Pattern GITHUB_SUBJECT =
      Pattern.compile("repo:([A-Za-z0-9_.-]{1,100})/([A-Za-z0-9_.-]{1,100}):.*");

  private CloudTrailTargets() {}

  static void fill(JsonFields in, String service, @Nullable String account, EventDraft out) {
    JsonFields request = in.objectOrEmpty("requestParameters");
    switch (service) {
      case "codeartifact" -> codePackage(request, out);
      case "ecr", "ecr-public" -> image(in, request, service, account, out);
      case "sts" -> role(in, out);
      case "iam" -> out.attribute("issued_access_key_id", issued(in, "accessKey"));
      default -> {}
    }
  }

  private static void codePackage(JsonFields request, EventDraft out) {
    String format = request.text("format");
    String name = request.firstText("package", "packageName");
    if (format == null || name == null || !format.matches("[A-Za-z]{1,16}")) {
      return;
    }
    String namespace = request.text("namespace");
    String type = format.toLowerCase(Locale.ROOT);
    String prefix = namespace == null ? "" : (type.equals("npm") ? "@" : "") + namespace + "/";
    out.project(PackageUrl.of(type, prefix + name))
        .version(request.firstText("packageVersion", "version"));
    out.artifact().setName(prefix + name);
    out.artifact().setDigest(request.text("assetSHA256"));
  }

  private static void image(
      JsonFields in, JsonFields request, String service, @Nullable String account, EventDraft out) {
    String repository = request.text("repositoryName");
    if (repository == null) {
      return;
    }
    String registry = request.text("registryId");
    String host =
        service.equals("ecr-public")
            ? "public.ecr.aws"
            : host(registry != null ? registry : account, in.text("awsRegion"));
    out.project(PackageUrl.ofImage(repository, host));
    out.version(request.firstText("imageTag", "imageDigest"));
    out.artifact().setName(repository);
    out.artifact().setDigest(request.text("imageDigest"));
  }

  private static @Nullable String host(@Nullable String account, @Nullable String region) {
    return account == null || region == null
        ? null
        : account + ".dkr.ecr." + region + ".amazonaws.com";
  }

  /** The new session's key, so that its later uses can be joined to whoever took the role. */
  private static void role(JsonFields in, EventDraft out) {
    out.attribute("issued_access_key_id", issued(in, "credentials"));
    String subject = in.objectOrEmpty("userIdentity").text("userName");
    Matcher m = GITHUB_SUBJECT.matcher(subject == null ? "" : subject);
    if (m.matches()) {
      out.project("github.com/" + m.group(1) + "/" + m.group(2));
    }
  }

  private static @Nullable String issued(JsonFields in, String name) {
    return in.objectOrEmpty("responseElements").objectOrEmpty(name).text("accessKeyId");
  }
}
