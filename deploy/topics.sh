#!/usr/bin/env bash
# Creates the contract's topics, and leaves those alone that are there.
#
#   deploy/topics.sh BOOTSTRAP_SERVER [COMMAND_CONFIG]
#
#   COMMAND_CONFIG                  properties file for the admin client, where the brokers ask for one
#   PUBWATCH_PARTITIONS=1           of each topic; more let more tasks read, and cannot be taken back
#   PUBWATCH_REPLICATION=1          3 on a cluster
#   PUBWATCH_EVENT_RETENTION_MS=-1  how long events are kept, counted from when they happened
#   PUBWATCH_REJECTS_BYTES          most that unreadable records may take a partition; 256 MiB
#   KAFKA_TOPICS=kafka-topics.sh    Kafka's own command
#
# Nothing is compacted: an alert keeps its revisions, and a verdict can be undone.
set -euo pipefail

if [ $# -lt 1 ] || [ $# -gt 2 ]; then
  echo "usage: $0 BOOTSTRAP_SERVER [COMMAND_CONFIG]" >&2
  exit 2
fi

command=(
  "${KAFKA_TOPICS:-kafka-topics.sh}" --bootstrap-server "$1" --create --if-not-exists
  --partitions "${PUBWATCH_PARTITIONS:-1}" --replication-factor "${PUBWATCH_REPLICATION:-1}"
  --config cleanup.policy=delete
  --config max.message.bytes=4194304 # 4 MiB: an unreadable record of 1 MiB, encoded
  # Record times are event times: a history that is fed in a minute spans years.
  --config segment.ms=9223372036854775807
  --config message.timestamp.before.max.ms=9223372036854775807
  --config message.timestamp.after.max.ms=9223372036854775807
)
[ $# -lt 2 ] || command+=(--command-config "$2")

for topic in pubwatch.publish-events pubwatch.token-events pubwatch.ci-events; do
  "${command[@]}" --topic "$topic" --config "retention.ms=${PUBWATCH_EVENT_RETENTION_MS:--1}"
done
for topic in pubwatch.exposures pubwatch.verdicts pubwatch.alerts; do
  "${command[@]}" --topic "$topic" --config retention.ms=-1
done
"${command[@]}" --topic pubwatch.rejects --config retention.ms=-1 \
  --config "retention.bytes=${PUBWATCH_REJECTS_BYTES:-268435456}"
