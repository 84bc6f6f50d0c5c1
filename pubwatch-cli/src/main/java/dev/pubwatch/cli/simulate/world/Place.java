package dev.pubwatch.cli.simulate.world;

import dev.pubwatch.events.NetworkKind;
import dev.pubwatch.events.Origin;
import org.jspecify.annotations.Nullable;

/** An address as a registry's log shows it, with the network that it is in. */
public record Place(
    String ip,
    String prefix,
    long asn,
    String holder,
    String country,
    NetworkKind kind,
    @Nullable String ciProvider) {

  Origin avro(String client, String version) {
    return Origin.newBuilder()
        .setIp(ip)
        .setPrefix(prefix)
        .setAsn(asn)
        .setAsOrg(holder)
        .setCountry(country)
        .setNetworkKind(kind)
        .setCiProvider(ciProvider)
        .setClient(client)
        .setClientVersion(version)
        .build();
  }
}
