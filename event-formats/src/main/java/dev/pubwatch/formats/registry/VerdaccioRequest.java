package dev.pubwatch.formats.registry;

import dev.pubwatch.formats.Actions;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an answered request to an npm registry was about.
 *
 * @param secret a token that the URL carries, to be hashed; null when there is none
 * @param user who tried to sign in, from the URL
 */
record VerdaccioRequest(
    String action,
    @Nullable String packageName,
    @Nullable String version,
    @Nullable String tag,
    @Nullable String user,
    @Nullable String secret) {

  private static final String SIGN_IN = "/-/user/org.couchdb.user:";
  private static final String LOGOUT = "/-/user/token/";
  private static final String TOKENS = "/-/npm/v1/tokens";

  private static final Pattern DIST_TAG = Pattern.compile("/-/package/(.+)/dist-tags/([^/]+)");
  private static final Pattern PACKAGE =
      Pattern.compile("/((?:@[^/]{1,214}/)?[^/@-][^/]{0,213})(?:/-/([^/]+))?(/-rev/[^/]+)?");

  private static final Set<Integer> REFUSED = Set.of(401, 403);

  /** What the request was; null when it is of no interest. */
  static @Nullable VerdaccioRequest of(String method, String rawUrl, int status) {
    String url =
        decode(rawUrl.indexOf('?') < 0 ? rawUrl : rawUrl.substring(0, rawUrl.indexOf('?')));
    if (url.startsWith(SIGN_IN)) {
      return signIn(method, url, status);
    }
    if (REFUSED.contains(status)) {
      return refused(url, status);
    }
    if (status >= 300) {
      return null;
    }
    if (url.startsWith("/-/")) {
      return service(method, url);
    }
    return change(method, url);
  }

  boolean isSignIn() {
    return action.startsWith("login:");
  }

  boolean isAboutPackage() {
    return packageName != null && !isSignIn();
  }

  private static @Nullable VerdaccioRequest signIn(String method, String url, int status) {
    String user = url.substring(SIGN_IN.length());
    int slash = user.indexOf('/');
    String name = slash < 0 ? user : user.substring(0, slash);
    if (!method.equals("PUT")) {
      return null;
    }
    return new VerdaccioRequest(
        status < 300 ? "login:success" : "login:failure", null, null, null, name, null);
  }

  /** 401: the credential was not good. 403: it was, and this was not allowed. */
  private static VerdaccioRequest refused(String url, int status) {
    Matcher m = PACKAGE.matcher(url);
    String name = m.matches() ? m.group(1) : null;
    String secret = url.startsWith(LOGOUT) ? secret(url.substring(LOGOUT.length())) : null;
    String action = status == 401 ? "login:failure" : Actions.other("access_denied");
    return new VerdaccioRequest(action, name, null, null, null, secret);
  }

  private static @Nullable VerdaccioRequest service(String method, String url) {
    if (url.startsWith(LOGOUT) && method.equals("DELETE")) {
      return token("token:delete", secret(url.substring(LOGOUT.length())));
    }
    if (url.startsWith(TOKENS)) {
      return switch (method) {
        case "POST" -> token("token:create", null);
        case "DELETE" -> token("token:delete", null);
        default -> token("token:use", null);
      };
    }
    if (url.equals("/-/whoami")) {
      return token("token:use", null);
    }
    Matcher m = DIST_TAG.matcher(url);
    boolean moves = m.matches() && !method.equals("GET") && !method.equals("HEAD");
    return moves
        ? new VerdaccioRequest("tag:move", m.group(1), null, m.group(2), null, null)
        : null;
  }

  private static @Nullable VerdaccioRequest change(String method, String url) {
    Matcher m = PACKAGE.matcher(url);
    if (!m.matches()) {
      return null;
    }
    String name = m.group(1);
    String file = m.group(2);
    String version = file == null ? null : NpmNames.versionOfTarball(name, file);
    return switch (method) {
      case "PUT" ->
          about(
              m.group(3) == null ? "release:publish" : Actions.other("package_change"),
              name,
              version);
      case "DELETE" -> about("release:yank", name, version);
      default -> null;
    };
  }

  private static VerdaccioRequest about(String action, String name, @Nullable String version) {
    return new VerdaccioRequest(action, name, version, null, null, null);
  }

  private static VerdaccioRequest token(String action, @Nullable String secret) {
    return new VerdaccioRequest(action, null, null, null, null, secret);
  }

  /** Null where the operator's own log shipper has already taken the token out. */
  private static @Nullable String secret(String token) {
    return token.isEmpty() || token.startsWith("REDACTED") || token.startsWith("<") ? null : token;
  }

  private static String decode(String url) {
    try {
      return URLDecoder.decode(url.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return url;
    }
  }
}
