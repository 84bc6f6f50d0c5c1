-- Tables of the registries' shapes, as far as they are read, with the secrets that stand in them.
CREATE TABLE journals (
  id serial PRIMARY KEY, name text, version text, action text,
  submitted_date timestamp NOT NULL DEFAULT now(), submitted_by text);
CREATE TABLE user_events (
  id uuid PRIMARY KEY, source_id uuid NOT NULL, tag text NOT NULL,
  time timestamp NOT NULL DEFAULT now(), ip_address_id uuid, additional jsonb);
CREATE TABLE project_events (LIKE user_events INCLUDING ALL);
CREATE TABLE macaroons (id uuid PRIMARY KEY, key bytea);

CREATE SCHEMA crates;
CREATE TABLE crates.users (id serial PRIMARY KEY, gh_login text, gh_encrypted_token bytea);
CREATE TABLE crates.crates (id serial PRIMARY KEY, name text);
CREATE TABLE crates.versions (
  id serial PRIMARY KEY, crate_id int, num text, created_at timestamptz, trustpub_data jsonb,
  crate_size int, checksum text, yanked boolean NOT NULL DEFAULT false);
CREATE TABLE crates.version_owner_actions (
  id serial PRIMARY KEY, version_id int, user_id int, api_token_id int, action int,
  time timestamptz NOT NULL DEFAULT now());
CREATE TABLE crates.api_tokens (
  id serial PRIMARY KEY, user_id int, token bytea, name text, created_at timestamptz,
  last_used_at timestamptz, revoked boolean, crate_scopes text[], endpoint_scopes text[],
  expired_at timestamptz);
CREATE TABLE crates.trustpub_tokens (
  id bigserial PRIMARY KEY, created_at timestamptz, expires_at timestamptz, hashed_token bytea,
  crate_ids int[], trustpub_data jsonb);

CREATE SCHEMA gems;
CREATE TABLE gems.users (id bigserial PRIMARY KEY, handle text, encrypted_password text);
CREATE TABLE gems.organizations (id bigserial PRIMARY KEY, handle text);
CREATE TABLE gems.rubygems (id bigserial PRIMARY KEY, name text);
CREATE TABLE gems.versions (id bigserial PRIMARY KEY, pusher_api_key_id bigint);
CREATE TABLE gems.api_keys (id bigserial PRIMARY KEY, hashed_key text, owner_type text);
CREATE TABLE gems.ip_addresses (id bigserial PRIMARY KEY, ip_address inet, hashed_ip_address text);
CREATE TABLE gems.geoip_infos (id bigserial PRIMARY KEY, country_code text, city text, region text);
CREATE TABLE gems.events_rubygem_events (
  id bigserial PRIMARY KEY, tag text, rubygem_id bigint, ip_address_id bigint,
  geoip_info_id bigint, trace_id text, additional jsonb, created_at timestamp, updated_at timestamp);
CREATE TABLE gems.events_user_events (
  id bigserial PRIMARY KEY, tag text, user_id bigint, ip_address_id bigint,
  geoip_info_id bigint, trace_id text, additional jsonb, created_at timestamp, updated_at timestamp);
CREATE TABLE gems.events_organization_events (
  id bigserial PRIMARY KEY, tag text, organization_id bigint, ip_address_id bigint,
  geoip_info_id bigint, trace_id text, additional jsonb, created_at timestamp, updated_at timestamp);

-- The role that reads may see what the documentation lists, and no secret column.
CREATE ROLE pubwatch LOGIN PASSWORD 'reader';
GRANT SELECT (id, name, version, action, submitted_date, submitted_by) ON journals TO pubwatch;

GRANT USAGE ON SCHEMA crates TO pubwatch;
GRANT SELECT (id, version_id, user_id, api_token_id, action, time)
  ON crates.version_owner_actions TO pubwatch;
GRANT SELECT (id, crate_id, num, created_at, trustpub_data, crate_size, checksum)
  ON crates.versions TO pubwatch;
GRANT SELECT (id, user_id, name, created_at, crate_scopes, endpoint_scopes, expired_at)
  ON crates.api_tokens TO pubwatch;
GRANT SELECT (id, crate_ids, created_at, expires_at, trustpub_data)
  ON crates.trustpub_tokens TO pubwatch;
GRANT SELECT (id, name) ON crates.crates TO pubwatch;
GRANT SELECT (id, gh_login) ON crates.users TO pubwatch;

GRANT USAGE ON SCHEMA gems TO pubwatch;
GRANT SELECT (id, rubygem_id, tag, ip_address_id, geoip_info_id, trace_id, additional, created_at)
  ON gems.events_rubygem_events TO pubwatch;
GRANT SELECT (id, user_id, tag, ip_address_id, geoip_info_id, trace_id, additional, created_at)
  ON gems.events_user_events TO pubwatch;
GRANT SELECT
  (id, organization_id, tag, ip_address_id, geoip_info_id, trace_id, additional, created_at)
  ON gems.events_organization_events TO pubwatch;
GRANT SELECT (id, name) ON gems.rubygems TO pubwatch;
GRANT SELECT (id, handle) ON gems.users TO pubwatch;
GRANT SELECT (id, handle) ON gems.organizations TO pubwatch;
GRANT SELECT (id, pusher_api_key_id) ON gems.versions TO pubwatch;
GRANT SELECT (id, owner_type) ON gems.api_keys TO pubwatch;
GRANT SELECT (id, ip_address) ON gems.ip_addresses TO pubwatch;
GRANT SELECT (id, country_code, city, region) ON gems.geoip_infos TO pubwatch;
