# shellcheck shell=bash
# PgBouncer in front of the part's PostgreSQL, as a transaction pooler: to see that everything works through one.

readonly PGBOUNCER_MEND='Skip the integration tests with -DskipITs.'

pgbouncer_packages() {
  # From the own release: newer ones need a newer libc.
  case $(own_suite) in
    bookworm) unpack pgbouncer {pgbouncer,libevent-2.1-7,libc-ares2,libssl3}/bookworm ;;
    *) unpack pgbouncer {pgbouncer,libevent-2.1-7t64,libcares2,libssl3t64}/"$(own_suite)" ;;
  esac
}

# Statements are not prepared on the server: PgBouncer before 1.21 hands them to whichever session is free.
pgbouncer_url() { echo "jdbc:postgresql://127.0.0.1:$(cat "$run/pgbouncer.port")/postgres?user=postgres&prepareThreshold=0"; }

pgbouncer_up() {
  local began port attempt; began=$(now)
  runs postgres || fail 1 "PgBouncer needs PostgreSQL, which does not run"
  if ! runs pgbouncer; then
    port=$(cat "$run/pgbouncer.port" 2>/dev/null || echo 64320)
    for attempt in 1 2 3 4 5; do
      port=$(free_port "$port")
      serve_pgbouncer "$port"
      await pgbouncer is_taken "$port" && break
      (( attempt < 5 )) || did_not_start pgbouncer
    done
  fi
  ready pgbouncer "$began" "transaction pooling, $(pgbouncer_url)"
}

# It refuses to run as root, as PostgreSQL does.
serve_pgbouncer() { # port
  local libraries
  echo "$1" > "$run/pgbouncer.port"
  libraries=$(echo "$home"/packages/pgbouncer/usr/lib/*-linux-gnu)
  echo '"postgres" ""' > "$home/pgbouncer.users"
  cat > "$home/pgbouncer.ini" <<INI
[databases]
* = host=127.0.0.1 port=$(cat "$run/postgres.port")
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = $1
unix_socket_dir =
auth_type = trust
auth_file = $home/pgbouncer.users
pool_mode = transaction
default_pool_size = 20
max_client_conn = 500
ignore_startup_parameters = extra_float_digits
INI
  # shellcheck disable=SC2046 # words
  LD_LIBRARY_PATH=$libraries start pgbouncer $(as_server) "$home/packages/pgbouncer/usr/sbin/pgbouncer" "$home/pgbouncer.ini"
}
