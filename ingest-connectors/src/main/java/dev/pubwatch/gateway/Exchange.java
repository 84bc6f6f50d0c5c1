package dev.pubwatch.gateway;

import dev.pubwatch.formats.json.WebhookFormat;
import dev.pubwatch.gateway.Routes.Kind;
import dev.pubwatch.gateway.Routes.Route;
import dev.pubwatch.gateway.verify.Arrival;
import dev.pubwatch.gateway.verify.Refusal;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One delivery, from its headers to the answer. */
final class Exchange implements Pace.Reading {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
  private static final Set<String> METHODS = Set.of("POST", "PUT");
  private static final int LONGEST_ID = 200;

  private final Desk desk;
  private final Request request;
  private final Route route;
  private final Endpoint endpoint;
  private final Arrival arrival;
  private final BodyReader reader;
  private final long beganNanos = System.nanoTime();

  Exchange(Desk desk, Request request, Route route) {
    this.desk = desk;
    this.request = request;
    this.route = route;
    this.endpoint = route.endpoint();
    this.arrival = new Arrival(this::header, route.pathToken(), desk.clock().instant());
    this.reader = new BodyReader(request, desk.limits().bodyBytes(), desk.held());
  }

  private @Nullable String header(String name) {
    var values = request.getHeaders().getValuesList(name);
    return values.size() == 1 ? values.get(0) : null;
  }

  @Override
  public long count() {
    return reader.count();
  }

  @Override
  public void tooSlow() {
    reader.refuse(Answer.error(Outcome.SLOW, "the body came too slowly"));
  }

  /** The answer, once there is one. Never fails. */
  CompletableFuture<Answer> answer() {
    if (route.kind() == Kind.HEC_HEALTH) {
      return CompletableFuture.completedFuture(Hec.healthy(desk.store().isUp()));
    }
    Answer refused = beforeBody();
    if (refused != null) {
      return CompletableFuture.completedFuture(inItsWords(refused));
    }
    desk.pace().reads(request.getConnectionMetaData().getConnection(), this);
    return reader
        .read()
        .thenCompose(this::withBody)
        .exceptionally(this::failed)
        .thenApply(this::inItsWords)
        .whenComplete((answer, failure) -> desk.held().giveBack(reader.count()));
  }

  private @Nullable Answer beforeBody() {
    if (!METHODS.contains(request.getMethod())) {
      return Answer.error(Outcome.WRONG_METHOD, "the method must be POST");
    }
    if (request.getLength() > desk.limits().bodyBytes()) {
      return BodyReader.tooLarge(desk.limits().bodyBytes());
    }
    String unsupported =
        Body.unsupported(header("Content-Encoding"), header(HttpHeader.CONTENT_TYPE.asString()));
    if (unsupported != null) {
      return Answer.error(Outcome.UNSUPPORTED, unsupported);
    }
    return refused(endpoint.verifier().beforeBody(arrival));
  }

  private @Nullable Answer refused(@Nullable Refusal refusal) {
    if (refusal == null) {
      return null;
    }
    return endpoint.isHec() ? Hec.refused(refusal) : Answer.refused(refusal);
  }

  private CompletableFuture<Answer> withBody(byte[] raw) {
    desk.pace().answers(request.getConnectionMetaData().getConnection());
    Answer refused = raw.length == 0 ? null : refused(endpoint.verifier().withBody(arrival, raw));
    if (refused == null && !desk.mayPass(endpoint)) {
      refused = Answer.error(Outcome.RATE_LIMITED, "this endpoint takes no more right now");
    }
    if (refused == null && raw.length == 0) {
      refused = Answer.error(Outcome.EMPTY, "the body is empty");
    }
    if (refused != null) {
      return CompletableFuture.completedFuture(refused);
    }
    String id = deliveryId();
    return id == null ? keep(raw) : once(id, raw);
  }

  private @Nullable String deliveryId() {
    String header = endpoint.scheme().deliveryHeader();
    String id = header == null ? null : header(header);
    return id == null || id.isBlank() || id.length() > LONGEST_ID ? null : id;
  }

  /**
   * Writes a delivery unless it was written before; waits for the first where that is under way.
   */
  private CompletableFuture<Answer> once(String id, byte[] raw) {
    String key = endpoint.name() + " " + id;
    CompletableFuture<Answer> mine = new CompletableFuture<>();
    CompletableFuture<Answer> first = desk.deliveries().claim(key, arrival.at(), mine);
    if (first != null) {
      return first.thenApply(answer -> answer.isAccepted() ? Answer.duplicate() : answer);
    }
    return keep(raw)
        .exceptionally(this::failed)
        .whenComplete(
            (answer, failure) -> {
              if (answer == null || !answer.isAccepted()) {
                desk.deliveries().release(key);
              }
              mine.complete(answer == null ? Answer.unavailable() : answer);
            });
  }

  private CompletableFuture<Answer> keep(byte[] raw) {
    if (!desk.store().admits()) {
      return CompletableFuture.completedFuture(Answer.unavailable());
    }
    Intake.Taken taken;
    Answer malformed = null;
    try {
      taken = take(raw);
    } catch (Body.TooLargeException e) {
      return CompletableFuture.completedFuture(
          Answer.error(Outcome.TOO_LARGE, String.valueOf(e.getMessage())));
    } catch (Hec.EnvelopeException e) {
      taken = unreadable(raw, String.valueOf(e.getMessage()));
      malformed = Hec.malformed(e);
    } catch (IOException e) {
      taken = unreadable(raw, String.valueOf(e.getMessage()));
    }
    if (malformed == null && taken.fault() != null) {
      malformed = Answer.error(Outcome.MALFORMED, taken.fault());
    }
    return keep(taken, malformed);
  }

  private CompletableFuture<Answer> keep(Intake.Taken taken, @Nullable Answer malformed) {
    int rejects = taken.rejects();
    int events = taken.records().size() - rejects;
    return desk.store()
        .keep(endpoint, taken.records())
        .thenApply(
            kept -> {
              long took = System.nanoTime() - beganNanos;
              desk.counters().kept(endpoint.name(), events, rejects, took);
              return malformed == null ? Answer.accepted(events, rejects) : malformed;
            });
  }

  private Intake.Taken take(byte[] raw) throws IOException, Hec.EnvelopeException {
    byte[] body =
        Body.decode(raw, header(HttpHeader.CONTENT_TYPE.asString()), desk.limits().decodedBytes());
    if (route.kind() == Kind.HEC_EVENT) {
      return desk.intake().read(endpoint, Hec.events(body), location(), arrival.at());
    }
    return endpoint.format() instanceof WebhookFormat
        ? desk.intake().readDelivery(endpoint, body, headers(), location(), arrival.at())
        : desk.intake().read(endpoint, body, location(), arrival.at());
  }

  private Map<String, String> headers() {
    Map<String, String> headers = new HashMap<>();
    request.getHeaders().forEach(field -> headers.putIfAbsent(field.getName(), field.getValue()));
    return headers;
  }

  private Intake.Taken unreadable(byte[] raw, String reason) {
    return desk.intake().unreadable(endpoint, raw, location(), reason, arrival.at());
  }

  private String location() {
    String id = deliveryId();
    return id == null ? "gateway:" + endpoint.name() : "gateway:" + endpoint.name() + ":" + id;
  }

  private Answer failed(Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    if (cause instanceof BodyReader.RefusedException refused) {
      return refused.answer();
    }
    if (cause instanceof Store.UnavailableException) {
      return Answer.unavailable();
    }
    if (cause instanceof IOException) {
      return Answer.error(Outcome.SLOW, "the body ended early");
    }
    LOG.error("endpoint {}: a delivery failed", endpoint.name(), cause);
    return Answer.error(Outcome.FAILED, "the delivery failed, send it again");
  }

  private Answer inItsWords(Answer answer) {
    return endpoint.isHec() && !answer.body().startsWith("{\"text\"")
        ? Hec.inItsWords(answer)
        : answer;
  }
}
