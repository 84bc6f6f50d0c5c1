package dev.pubwatch.connect.jdbc;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tables of PyPI's Warehouse, crates.io and RubyGems.org that tell events.
 *
 * <p>Warehouse's event tables have random ids and no index on their time, so they cannot be polled;
 * {@link ChangesToEvents} reads them. Secret columns that stand beside those listed here: {@code
 * macaroons.key} (that table is not read at all), {@code api_tokens.token}, {@code
 * trustpub_tokens.hashed_token}, {@code api_keys.hashed_key}, {@code users.*} but for names.
 */
final class RegistryTables {
  static final String WAREHOUSE = "warehouse";
  static final String CRATES_IO = "crates-io";
  static final String RUBYGEMS = "rubygems";

  private static final String WAREHOUSE_EVENTS = "warehouse-events";
  private static final String RUBYGEMS_EVENTS = "rubygems-events";

  private static final List<RegistryTable> ALL =
      List.of(
          new RegistryTable(
              WAREHOUSE,
              "journals",
              "warehouse-journals",
              List.of("id", "name", "version", "action", "submitted_date", "submitted_by"),
              List.of(),
              "",
              null,
              true),
          warehouseEvents("user_events"),
          warehouseEvents("project_events"),
          warehouseEvents("file_events"),
          warehouseEvents("organization_events"),
          warehouseEvents("team_events"),
          crates(
              "version_owner_actions",
              List.of("id", "version_id", "user_id", "api_token_id", "action", "time"),
              List.of("v.num", "c.name AS crate", "u.gh_login AS login"),
              "LEFT JOIN %1$s.versions v ON v.id = e.version_id"
                  + " LEFT JOIN %1$s.crates c ON c.id = v.crate_id"
                  + " LEFT JOIN %1$s.users u ON u.id = e.user_id",
              null),
          crates(
              "versions",
              List.of(
                  "id", "crate_id", "num", "created_at", "trustpub_data", "crate_size", "checksum"),
              List.of("c.name AS crate"),
              "LEFT JOIN %1$s.crates c ON c.id = e.crate_id",
              "e.trustpub_data IS NOT NULL"),
          crates(
              "api_tokens",
              List.of(
                  "id",
                  "user_id",
                  "name",
                  "created_at",
                  "crate_scopes",
                  "endpoint_scopes",
                  "expired_at"),
              List.of("u.gh_login AS login"),
              "LEFT JOIN %1$s.users u ON u.id = e.user_id",
              null),
          crates(
              "trustpub_tokens",
              List.of("id", "crate_ids", "created_at", "expires_at", "trustpub_data"),
              List.of(),
              "",
              null),
          rubygems(
              "events_rubygem_events",
              "rubygem_id",
              List.of("g.name AS gem", "v.pusher_api_key_id", "k.owner_type AS api_key_owner_type"),
              " LEFT JOIN %1$s.rubygems g ON g.id = e.rubygem_id"
                  + " LEFT JOIN %1$s.versions v ON e.tag = 'rubygem:version:pushed' AND v.id ="
                  + " substring(e.additional->>'version_gid' from '/Version/([0-9]{1,18})$')::bigint"
                  + " LEFT JOIN %1$s.api_keys k ON k.id = v.pusher_api_key_id"),
          rubygems(
              "events_user_events",
              "user_id",
              List.of("u.handle AS \"user\""),
              " LEFT JOIN %1$s.users u ON u.id = e.user_id"),
          rubygems(
              "events_organization_events",
              "organization_id",
              List.of("o.handle AS organization"),
              " LEFT JOIN %1$s.organizations o ON o.id = e.organization_id"));

  private RegistryTables() {}

  private static RegistryTable warehouseEvents(String name) {
    return new RegistryTable(
        WAREHOUSE,
        name,
        WAREHOUSE_EVENTS,
        List.of("id", "source_id", "tag", "time", "additional", "ip_address_id"),
        List.of(),
        "",
        null,
        false);
  }

  private static RegistryTable crates(
      String name,
      List<String> columns,
      List<String> joined,
      String joins,
      @Nullable String where) {
    return new RegistryTable(CRATES_IO, name, "crates-io", columns, joined, joins, where, true);
  }

  private static RegistryTable rubygems(
      String name, String owner, List<String> joined, String joins) {
    List<String> more = new ArrayList<>(joined);
    more.add("host(i.ip_address) AS ip_address");
    more.add(
        "json_build_object('country_code', l.country_code, 'city', l.city, 'region', l.region)"
            + " AS geoip_info");
    return new RegistryTable(
        RUBYGEMS,
        name,
        RUBYGEMS_EVENTS,
        List.of("id", owner, "tag", "trace_id", "additional", "created_at"),
        more,
        "LEFT JOIN %1$s.ip_addresses i ON i.id = e.ip_address_id"
            + " LEFT JOIN %1$s.geoip_infos l ON l.id = e.geoip_info_id"
            + joins,
        null,
        true);
  }

  /** Registries with a table that can be polled. */
  static List<String> registries() {
    Set<String> names = new LinkedHashSet<>();
    ALL.forEach(table -> names.add(table.registry()));
    return List.copyOf(names);
  }

  /** The tables of a registry that can be polled. */
  static List<RegistryTable> polled(String registry) {
    return ALL.stream().filter(t -> t.serial() && t.registry().equals(registry)).toList();
  }

  /** All tables of a registry. */
  static List<RegistryTable> of(String registry) {
    return ALL.stream().filter(table -> table.registry().equals(registry)).toList();
  }

  static Optional<RegistryTable> find(List<RegistryTable> among, String name) {
    return among.stream().filter(table -> table.name().equals(name)).findFirst();
  }
}
