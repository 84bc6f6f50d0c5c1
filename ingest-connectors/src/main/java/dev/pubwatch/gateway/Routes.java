package dev.pubwatch.gateway;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which endpoint a path is. */
final class Routes {

  /** What is done at a path. */
  enum Kind {
    EVENTS,
    /** Splunk's envelopes. */
    HEC_EVENT,
    /** Records without envelopes. */
    HEC_RAW,
    HEC_HEALTH
  }

  /**
   * A path that is an endpoint's.
   *
   * @param pathToken the last part, where that is the secret
   */
  record Route(Endpoint endpoint, Kind kind, @Nullable String pathToken) {
    /** Without the secret. */
    @Override
    public String toString() {
      return "Route[" + endpoint.name() + " " + kind + "]";
    }
  }

  private static final Map<String, Kind> HEC_PATHS =
      Map.of(
          "", Kind.HEC_EVENT,
          "/event", Kind.HEC_EVENT,
          "/event/1.0", Kind.HEC_EVENT,
          "/raw", Kind.HEC_RAW,
          "/raw/1.0", Kind.HEC_RAW,
          "/health", Kind.HEC_HEALTH,
          "/health/1.0", Kind.HEC_HEALTH);

  private final Map<String, Route> exact = new HashMap<>();
  private final Map<String, Endpoint> beforeToken = new HashMap<>();

  Routes(List<Endpoint> endpoints) {
    for (Endpoint endpoint : endpoints) {
      if (endpoint.isHec()) {
        HEC_PATHS.forEach((suffix, kind) -> add(endpoint.path() + suffix, endpoint, kind));
      } else if (endpoint.scheme().secretInPath()) {
        beforeToken.put(endpoint.path(), endpoint);
      } else {
        add(endpoint.path(), endpoint, Kind.EVENTS);
      }
    }
  }

  private void add(String path, Endpoint endpoint, Kind kind) {
    exact.put(path, new Route(endpoint, kind, null));
  }

  /** The endpoint of a path, null when it is none's. */
  @Nullable Route find(String path) {
    String trimmed =
        path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    Route route = exact.get(trimmed);
    if (route != null) {
      return route;
    }
    Endpoint whole = beforeToken.get(trimmed);
    if (whole != null) {
      return new Route(whole, Kind.EVENTS, null);
    }
    int slash = trimmed.lastIndexOf('/');
    Endpoint before = slash <= 0 ? null : beforeToken.get(trimmed.substring(0, slash));
    return before == null ? null : new Route(before, Kind.EVENTS, trimmed.substring(slash + 1));
  }
}
