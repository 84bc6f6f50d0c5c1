package dev.pubwatch.gateway;

import dev.pubwatch.gateway.Routes.Route;
import dev.pubwatch.gateway.verify.Scheme;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** The gateway as HTTP sees it. */
final class Front extends Handler.Abstract {
  private static final HttpField NO_SNIFF = new HttpField("X-Content-Type-Options", "nosniff");

  /** The rest of the body may still be on its way: the sender must not count on the connection. */
  private static final Set<Outcome> LAST_WORDS =
      EnumSet.of(
          Outcome.UNAUTHENTICATED,
          Outcome.UNKNOWN_PATH,
          Outcome.WRONG_METHOD,
          Outcome.SLOW,
          Outcome.TOO_LARGE,
          Outcome.UNSUPPORTED,
          Outcome.RATE_LIMITED);

  private static final String JSON = "application/json";

  private final Desk desk;
  private final Routes routes;

  Front(Desk desk, Routes routes) {
    this.desk = desk;
    this.routes = routes;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Connection connection = request.getConnectionMetaData().getConnection();
    desk.pace().answers(connection);
    Callback done = Callback.from(callback, () -> desk.pace().rests(connection));
    String path = request.getHttpURI().getCanonicalPath();
    Route route = path == null ? null : routes.find(path);
    if (!desk.mayPass(Request.getRemoteAddr(request))) {
      Answer answer = Answer.error(Outcome.RATE_LIMITED, "too many requests from this address");
      send(response, done, route == null ? null : route.endpoint(), answer);
    } else if (route != null) {
      var unused =
          new Exchange(desk, request, route)
              .answer()
              .thenAccept(answer -> send(response, done, route.endpoint(), answer));
    } else if ("/health".equals(path)) {
      boolean up = desk.store().isUp();
      String body = up ? "{\"status\":\"up\"}" : "{\"status\":\"down\",\"kafka\":\"away\"}";
      write(response, done, up ? 200 : 503, JSON, body);
    } else if ("/metrics".equals(path)) {
      String text = desk.counters().text(desk.store().isUp(), desk.held().now());
      write(response, done, 200, "text/plain; version=0.0.4", text);
    } else {
      Answer answer = Answer.error(Outcome.UNKNOWN_PATH, "no endpoint has this path");
      send(response, done, null, answer);
    }
    return true;
  }

  private void send(Response response, Callback done, @Nullable Endpoint endpoint, Answer answer) {
    desk.counters().answered(endpoint == null ? "" : endpoint.name(), answer.outcome());
    if (answer.retryAfterSeconds() > 0) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, answer.retryAfterSeconds());
    }
    if (answer.outcome() == Outcome.WRONG_METHOD) {
      response.getHeaders().put(HttpHeader.ALLOW, "POST");
    }
    if (LAST_WORDS.contains(answer.outcome())) {
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
    }
    boolean silent =
        endpoint != null
            && endpoint.scheme() == Scheme.GITHUB_SECRET_SCANNING
            && answer.status() == Outcome.ACCEPTED.status();
    if (silent) { // GitHub would take a body for its own feedback format
      response.setStatus(204);
      response.write(true, ByteBuffer.allocate(0), done);
    } else {
      write(response, done, answer.status(), JSON, answer.body());
    }
  }

  private static void write(
      Response response, Callback done, int status, String type, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.getHeaders().put(NO_SNIFF);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
    response.write(true, ByteBuffer.wrap(bytes), done);
  }
}
