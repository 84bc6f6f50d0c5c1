package dev.pubwatch.core.baseline;

import dev.pubwatch.core.Describer;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Trait;
import dev.pubwatch.core.Verdict;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Where an entity acts from: a table for each level of {@link Place}. */
final class Origins {
  private static final int CAP = 8;

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
    Place place = Place.of(o.event());
    ips.observe(o, traits.ip(), place.ip());
    prefixes.observe(o, traits.prefix(), place.prefix());
    asns.observe(o, traits.asn(), place.asn());
    countries.observe(o, traits.country(), place.country());
  }

  /** Takes a verdict; true when it is about any place. */
  boolean heed(Verdict verdict) {
    Place place = Place.of(verdict.event());
    boolean any = ips.heed(verdict, place.ip());
    any |= prefixes.heed(verdict, place.prefix());
    any |= asns.heed(verdict, place.asn());
    any |= countries.heed(verdict, place.country());
    return any;
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
