# shellcheck shell=bash
# The home of the services, and what every part needs there: messages, processes, ports.

# The longest unix socket below the home is run/exec/containerd/containerd.sock.ttrpc, and Linux allows 107 characters.
readonly LONGEST_HOME=65

home='' run='' log=''

# open_home DIR: sets $home and takes its lock, so that only one `up` or `down` works there at a time.
open_home() {
  home=$(realpath -m "$1")
  (( ${#home} <= LONGEST_HOME )) || fail 2 "the path $home is too long for unix sockets (over $LONGEST_HOME characters):" \
    "set CLICKDEPLOY_SERVICES_HOME to a shorter one"
  run=$home/run log=$home/log
  mkdir -p "$run" "$log"
  exec 9>"$home/lock"
  flock -n 9 && return
  say "waiting for another up or down in $home"
  flock -w 300 9 || fail 1 "another up or down holds $home/lock for more than five minutes: see who with: fuser $home/lock"
}

say() { printf '%s\n' "$*" >&2; }
fail() { local status=$1; shift; printf 'services: %s\n' "$*" >&2; exit "$status"; }
# A part that this machine cannot have; 3 is the exit status that callers know.
unavailable() { fail 3 "$1 cannot be brought up here: $2. $3"; }

# Milliseconds of the monotonic clock, and the line that says what came up and how long it took.
now() { local up _; read -r up _ < /proc/uptime; echo "$(( ${up/./} * 10 ))"; }
ready() { # name, began at, what
  local ms=$(( $(now) - $2 ))
  printf '  %-10s %5d.%d s  %s\n' "$1" $(( ms / 1000 )) $(( ms % 1000 / 100 )) "$3" >&2
}

# A process is ours when its command line names a path below our home: a pid file may be older than the last reboot.
is_ours() { [[ -n $1 ]] && tr '\0' ' ' 2>/dev/null < "/proc/$1/cmdline" | grep -qF -- "$home/"; }
pid_of() { cat "$run/$1.pid" 2>/dev/null || true; }
runs() { is_ours "$(pid_of "$1")"; }

# start NAME COMMAND...: the process writes its own pid file before it becomes COMMAND, so a killed `up` loses nothing.
# It keeps neither the lock nor the caller's output: whoever reads that would wait for the process's end.
start() {
  local name=$1; shift
  rm -f "$run/$name.pid"
  # shellcheck disable=SC2016 # the inner shell expands it
  setsid bash -c 'echo $$ > "$0"; exec "$@"' "$run/$name.pid" "$@" < /dev/null > "$log/$name.log" 2>&1 9>&- &
  until [[ -s $run/$name.pid ]]; do sleep 0.02; done
  touch "$run/$name.started"
}

# await NAME COMMAND...: until COMMAND succeeds, at most 30 s and only while NAME runs. Silent; status 1 when it does not.
await() {
  local name=$1 i; shift
  for (( i = 0; i < 300; i++ )); do
    if "$@" > /dev/null 2>&1; then return 0; fi
    runs "$name" || return 1
    sleep 0.1
  done
  return 1
}

did_not_start() { tail -n 15 "$log/$1.log" >&2; fail 1 "$1 did not become ready; its log is $log/$1.log"; }

# stop NAME [SIGNAL]: ten seconds of patience, then SIGKILL.
stop() {
  local pid; pid=$(pid_of "$1")
  end_process "$pid" "${2:-TERM}"
  rm -f "$run/$1.pid"
}
end_process() {
  local i
  is_ours "$1" || return 0
  kill "-$2" "$1" 2>/dev/null || true
  for (( i = 0; i < 200; i++ )); do is_ours "$1" || return 0; sleep 0.05; done
  say "services: process $1 ignored $2, killing it"
  kill -KILL "$1" 2>/dev/null || true
}

is_taken() { (exec 3<> "/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
free_port() { local port=$1; while is_taken "$port"; do port=$(( port + 1 )); done; echo "$port"; }

need_root() { (( EUID == 0 )) || unavailable "$1" "it needs root" "$2"; }

# need COMMAND PACKAGE: installs what is missing when it can, and says so in one line when it cannot.
need() { command -v "$1" > /dev/null || install_package "$2"; }
install_package() {
  if (( EUID == 0 )) && command -v apt-get > /dev/null; then
    say "  installing $1"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$1"; } \
      > "$log/apt-install.log" 2>&1 < /dev/null 9>&- && return
    tail -n 3 "$log/apt-install.log" >&2
  fi
  fail 3 "$1 is missing: install it and try again"
}

# In a process group of its own, so that all of it can be ended at once. It keeps the lock: when this `up` is killed,
# the next one waits for the jobs that it has left behind.
in_background() {
  set -m
  "$@" &
  set +m
}

# wait_for JOB...: leaves with the status of the first one that failed.
wait_for() { local job; for job in "$@"; do wait "$job" || exit; done; }
