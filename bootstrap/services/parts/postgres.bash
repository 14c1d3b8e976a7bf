# shellcheck shell=bash
# A real PostgreSQL 18, from the jar of server programs that the project's embedded database uses as well.

readonly POSTGRES_VERSION=18.6.0
readonly POSTGRES_MEND='Give DATABASE_URL, or skip the integration tests with -DskipITs.'

postgres_up() { # jar, or nothing
  local began; began=$(now)
  unpack_postgres "$1"
  if ! runs postgres; then
    [[ -e $home/postgres/PG_VERSION ]] || create_cluster
    serve_postgres
  fi
  ready postgres "$began" "PostgreSQL ${POSTGRES_VERSION%.*}, $(postgres_url)"
}

postgres_url() { echo "jdbc:postgresql://127.0.0.1:$(cat "$run/postgres.port")/postgres?user=postgres"; }

unpack_postgres() {
  local jar=$1 target=$home/packages/postgres-$POSTGRES_VERSION work
  [[ -e $target/.complete ]] && return
  need xz xz-utils
  mkdir -p "$home/packages"
  [[ -n $jar ]] || jar=$(postgres_jar)
  [[ -r $jar ]] || fail 2 "there is no PostgreSQL jar at $jar"
  work=$(mktemp -d "$home/packages/.postgres.XXXXXX")
  ( cd "$work" && unzip_jar "$(realpath "$jar")" ) > "$log/postgres-unpack.log" 2>&1 || fail 1 "cannot unpack $jar (see $log/postgres-unpack.log)"
  mkdir "$work/root"
  tar -xJf "$work"/postgres-*.txz -C "$work/root"
  touch "$work/root/.complete"
  mv -T "$work/root" "$target"
  rm -rf "$work"
}

# A jar is a zip; a JDK reads it as well as unzip does.
unzip_jar() {
  if command -v unzip > /dev/null; then unzip -qo "$1"
  elif command -v jar > /dev/null; then jar -xf "$1"
  elif [[ -x ${JAVA_HOME:-}/bin/jar ]]; then "$JAVA_HOME/bin/jar" -xf "$1"
  else need unzip unzip; unzip -qo "$1"
  fi
}

# The jar from the local Maven repository, where Maven puts it first if need be.
postgres_jar() {
  local platform group=io.zonky.test.postgres name file
  case $(uname -m) in
    x86_64) platform=linux-amd64 ;;
    aarch64 | arm64) platform=linux-arm64v8 ;;
    *) unavailable PostgreSQL "there are no server programs for $(uname -m)" "$POSTGRES_MEND" ;;
  esac
  name=embedded-postgres-binaries-$platform
  file=$home/packages/$name-$POSTGRES_VERSION.jar
  if [[ ! -e $file ]]; then
    need mvn maven
    ( cd "$home/packages" && mvn -q -B -ntp org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
      -Dartifact="$group:$name:$POSTGRES_VERSION" -DoutputDirectory="$home/packages" ) \
      > "$log/postgres-jar.log" 2>&1 < /dev/null || { tail -n 5 "$log/postgres-jar.log" >&2; fail 1 "Maven could not get $name"; }
  fi
  echo "$file"
}

# PostgreSQL refuses to run as root. Root gives it the user id of nobody, and the one capability that lets nobody reach a
# home below directories that only root may enter (such as /root); the secure bit makes access(2) respect it too.
as_server() {
  if (( EUID == 0 )); then
    echo setpriv --reuid 65534 --regid 65534 --clear-groups --securebits +no_setuid_fixup \
      --inh-caps +dac_override --ambient-caps +dac_override --
  fi
}

create_cluster() {
  rm -rf "$home/postgres"
  mkdir -m 700 "$home/postgres"
  (( EUID != 0 )) || chown 65534:65534 "$home/postgres"
  # shellcheck disable=SC2046 # words
  ( cd "$home/postgres" && $(as_server) "$home/packages/postgres-$POSTGRES_VERSION/bin/initdb" -D "$home/postgres" -U postgres \
    --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync --no-instructions ) > "$log/initdb.log" 2>&1 < /dev/null \
    || { rm -rf "$home/postgres"; tail -n 5 "$log/initdb.log" >&2; fail 1 "initdb failed"; }
}

serve_postgres() {
  local port attempt
  port=$(cat "$run/postgres.port" 2>/dev/null || echo 54320)
  for attempt in 1 2 3 4 5; do
    port=$(free_port "$port")
    echo "$port" > "$run/postgres.port"
    end_forgotten_postmaster
    # shellcheck disable=SC2046 # words
    start postgres $(as_server) "$home/packages/postgres-$POSTGRES_VERSION/bin/postgres" -D "$home/postgres" \
      -c listen_addresses=127.0.0.1 -c "port=$port" -c unix_socket_directories= -c fsync=on -c max_connections=300
    await postgres postgres_answers "$port" && return
    (( attempt < 5 )) || did_not_start postgres
    # A connection's own end may hold it, which nobody can see by connecting.
    port=$(( port + 1 ))
  done
}

# A postmaster that no pid file of ours names has to go. The pid in a killed one's postmaster.pid may belong to anything
# by now, or not be written yet.
end_forgotten_postmaster() {
  local pid; pid=$(head -n 1 "$home/postgres/postmaster.pid" 2>/dev/null || true)
  end_process "$pid" INT
  rm -f "$home/postgres/postmaster.pid"
}

postgres_answers() {
  grep -qs '^ready' "$home/postgres/postmaster.pid" && is_taken "$1"
}

# SIGINT is PostgreSQL's fast shutdown: SIGTERM would wait for every client to leave.
postgres_down() { stop postgres INT; }
