#!/usr/bin/env bash
# Starts the job on Flink's standalone cluster, from the newest complete checkpoint there is: without
# a high-availability service a JobManager that comes back would begin at the topics' start.
#
#   jobmanager.sh [OPTION VALUE]...     options of the job
set -euo pipefail

newest=''
for metadata in /checkpoints/*/chk-*/_metadata; do
  if [ -e "$metadata" ] && { [ -z "$newest" ] || [ "$metadata" -nt "$newest" ]; }; then
    newest=$metadata
  fi
done

start=(standalone-job --job-classname dev.pubwatch.job.live.LiveJob)
if [ -n "$newest" ]; then
  echo "going on from ${newest%/_metadata}"
  start+=(--fromSavepoint "file://${newest%/_metadata}")
fi
exec /docker-entrypoint.sh "${start[@]}" "$@"
