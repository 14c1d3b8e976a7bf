# shellcheck shell=bash
# A PostgreSQL of the benchmarks' own: a fresh cluster each time, from the programs that the integration tests use as well.

services=$project/bootstrap/services

# In a subshell, because the services' parts bring functions of the same names.
benchmark_postgres_up() {
  benchmarks_home=${CLICKDEPLOY_BENCHMARKS_HOME:-${XDG_CACHE_HOME:-$HOME/.cache}/click-deploy/benchmarks}
  say "starting PostgreSQL"
  in_services serve_fresh_cluster || exit
  arguments+=(--postgres-port "$(cat "$benchmarks_home/run/postgres.port")")
}

benchmark_postgres_down() {
  [[ -n ${benchmarks_home:-} ]] || return 0
  in_services remove_cluster
}

in_services() (
  local part
  for part in home packages postgres; do
    # shellcheck source=/dev/null
    . "$services/parts/$part.bash"
  done
  open_home "$benchmarks_home"
  "$@"
)

# shellcheck disable=SC2154 # home is the services' parts'
serve_fresh_cluster() {
  ! runs postgres || fail 1 "another benchmark runs on $home"
  unpack_postgres ''
  rm -rf "$home/postgres"
  create_cluster
  benchmark_settings >> "$home/postgres/postgresql.conf"
  [[ -z $database_cpus ]] || taskset --cpu-list --pid "$database_cpus" "$BASHPID" > /dev/null
  serve_postgres
}

# The same for every system. Every commit is durable; only what is about the size of the machine differs from the defaults.
benchmark_settings() {
  cat <<'CONF'
fsync = on
synchronous_commit = on
full_page_writes = on
autovacuum = on
shared_buffers = 1GB
max_wal_size = 8GB
checkpoint_timeout = 15min
CONF
}

remove_cluster() {
  postgres_down
  rm -rf "$home/postgres"
}
