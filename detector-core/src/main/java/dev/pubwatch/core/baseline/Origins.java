package dev.pubwatch.core.baseline;

import dev.pubwatch.core.Describer;
import dev.pubwatch.core.Event;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Trait;
import dev.pubwatch.core.Verdict;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Where an entity acts from, as the back-off hierarchy address, prefix, AS, country. Networks of CI
 * systems are one place: their addresses change with every run and say nothing.
 */
final class Origins {
  private static final int CAP = 8;
  private static final String CI = "ci";

  private ValueTable ips = new ValueTable(CAP);
  private ValueTable prefixes = new ValueTable(CAP);
  private ValueTable asns = new ValueTable(CAP);
  private ValueTable countries = new ValueTable(CAP);

  /** The four traits of one kind of entity, finest first. */
  record Traits(Trait ip, Trait prefix, Trait asn, Trait country) {}

  static final Traits PROJECT =
      new Traits(
          Trait.IP_OF_PROJECT,
          Trait.PREFIX_OF_PROJECT,
          Trait.ASN_OF_PROJECT,
          Trait.COUNTRY_OF_PROJECT);
  static final Traits CREDENTIAL =
      new Traits(
          Trait.IP_OF_CREDENTIAL,
          Trait.PREFIX_OF_CREDENTIAL,
          Trait.ASN_OF_CREDENTIAL,
          Trait.COUNTRY_OF_CREDENTIAL);
  static final Traits ACTOR =
      new Traits(
          Trait.IP_OF_ACTOR, Trait.PREFIX_OF_ACTOR, Trait.ASN_OF_ACTOR, Trait.COUNTRY_OF_ACTOR);

  void observe(Observation o, Traits traits) {
    Event e = o.event();
    ips.observe(o, traits.ip(), place(e, e.ip()));
    prefixes.observe(o, traits.prefix(), place(e, prefix(e)));
    asns.observe(o, traits.asn(), place(e, asn(e)));
    countries.observe(o, traits.country(), place(e, e.country()));
  }

  private static @Nullable String place(Event e, @Nullable String value) {
    return value != null && e.networkKind().equals(CI) ? CI : value;
  }

  /** Takes a verdict; true when it is about any place. */
  boolean heed(Verdict verdict) {
    Event e = verdict.event();
    boolean any = ips.heed(verdict, place(e, e.ip()));
    any |= prefixes.heed(verdict, place(e, prefix(e)));
    any |= asns.heed(verdict, place(e, asn(e)));
    any |= countries.heed(verdict, place(e, e.country()));
    return any;
  }

  private static @Nullable String prefix(Event e) {
    String ip = e.ip();
    return e.prefix() != null || ip == null ? e.prefix() : Prefixes.of(ip);
  }

  private static @Nullable String asn(Event e) {
    return e.asn() < 0 ? null : "AS" + e.asn();
  }

  void describe(Describer out) {
    countries.describe("countries", out);
    asns.describe("networks", out);
    prefixes.describe("prefixes", out);
    ips.describe("addresses", out);
  }

  Origins copy() {
    Origins copy = new Origins();
    copy.ips = ips.copy();
    copy.prefixes = prefixes.copy();
    copy.asns = asns.copy();
    copy.countries = countries.copy();
    return copy;
  }

  void write(DataOutput out) throws IOException {
    ips.write(out);
    prefixes.write(out);
    asns.write(out);
    countries.write(out);
  }

  static Origins read(DataInput in) throws IOException {
    Origins origins = new Origins();
    origins.ips = ValueTable.read(CAP, in);
    origins.prefixes = ValueTable.read(CAP, in);
    origins.asns = ValueTable.read(CAP, in);
    origins.countries = ValueTable.read(CAP, in);
    return origins;
  }
}
