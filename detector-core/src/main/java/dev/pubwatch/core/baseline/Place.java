package dev.pubwatch.core.baseline;

import dev.pubwatch.core.Event;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where an event came from, from the finest level to the widest; null where that is not known.
 *
 * <p>A network of a CI system has other levels: the workflow, the provider, CI as such. Its
 * addresses change with every run and say nothing. The country of a data centre, of a VPN's or of
 * Tor's exit says nothing of whoever acts through it: there the kind of network is the widest
 * level.
 *
 * @param ip the address; none within CI
 * @param prefix /24 or /48, or what the source says; within CI the provider's workflow
 * @param asn the autonomous system; within CI the provider
 * @param country ISO code; for ci, hosting, vpn and tor that kind
 */
record Place(
    @Nullable String ip, @Nullable String prefix, @Nullable String asn, @Nullable String country) {
  private static final String CI = "ci";
  private static final Set<String> PLACELESS = Set.of("hosting", "vpn", "tor");

  static Place of(Event e) {
    return e.networkKind().equals(CI) ? ci(e) : network(e);
  }

  private static Place ci(Event e) {
    String provider = e.ciProvider() == null ? CI : CI + ":" + e.ciProvider();
    String workflow = e.workflow() == null ? null : provider + ":" + e.workflow();
    return new Place(null, workflow, provider, CI);
  }

  private static Place network(Event e) {
    String ip = e.ip();
    String prefix = e.prefix() != null || ip == null ? e.prefix() : Prefixes.of(ip);
    String widest = PLACELESS.contains(e.networkKind()) ? e.networkKind() : e.country();
    return new Place(ip, prefix, e.asn() < 0 ? null : "AS" + e.asn(), widest);
  }
}
