package dev.pubwatch.gateway;

import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What all deliveries share. */
final class Desk {
  private final Limits limits;
  private final Store store;
  private final Clock clock;
  private final Intake intake;
  private final HeldBytes held;
  private final Pace pace;
  private final Deliveries deliveries;
  private final Counters counters = new Counters();
  private final AddressLimits addresses;
  private final Map<String, RateLimit> rates;

  Desk(GatewayConfig config, Store store, Clock clock) {
    this.limits = config.limits();
    this.store = store;
    this.clock = clock;
    this.intake = new Intake(config.hasher());
    this.held = new HeldBytes(limits.heldBytes());
    this.pace = new Pace(limits);
    this.deliveries = new Deliveries(limits.replayWindow());
    this.addresses = new AddressLimits(limits.requestsPerSecondOfAddress());
    long now = System.nanoTime();
    this.rates =
        config.endpoints().stream()
            .map(Endpoint::name)
            .collect(
                Collectors.toMap(
                    Function.identity(), name -> new RateLimit(limits.requestsPerSecond(), now)));
  }

  /** Whether an endpoint may have one more now; it has proved who it is. */
  boolean mayPass(Endpoint endpoint) {
    RateLimit rate = rates.get(endpoint.name());
    return rate == null || rate.take(System.nanoTime());
  }

  /** Whether an address may send one more request now, whoever it is. */
  boolean mayPass(String address) {
    return addresses.take(address, System.nanoTime());
  }

  Limits limits() {
    return limits;
  }

  Store store() {
    return store;
  }

  Clock clock() {
    return clock;
  }

  Intake intake() {
    return intake;
  }

  HeldBytes held() {
    return held;
  }

  Pace pace() {
    return pace;
  }

  Deliveries deliveries() {
    return deliveries;
  }

  Counters counters() {
    return counters;
  }
}
