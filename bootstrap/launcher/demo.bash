# shellcheck shell=bash
# The demo: brings up what the settings do not give, runs the Java side, stops what it brought up.

services=$project/bootstrap/services
demo_pids=() demo_properties=''

demo() {
  local status=0 builder='' provider='' job
  trap stop_demo EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  say "click-deploy demo: preparing"
  demo_properties=$(mktemp -d)/services.properties
  choose_services
  if ! is_built; then build & builder=$!; demo_pids+=("$builder"); fi
  if (( ${#up_arguments[@]} )); then
    "$services/up" "${up_arguments[@]}" --properties "$demo_properties" > /dev/null & provider=$!
    demo_pids+=("$provider")
  fi
  for job in $builder $provider; do wait "$job" || exit; done
  demo_pids=()
  give_services
  java_command
  # In the background, so that a signal to this script reaches its traps at once; with the terminal as its input all the same.
  "${java_command[@]}" demo "$@" <&0 & demo_pids=($!)
  wait "${demo_pids[0]}" || status=$?
  demo_pids=()
  exit "$status"
}

# What is set wins; then what runs here already; else up_arguments names what to bring up.
choose_services() {
  up_arguments=()
  buildkit=$(setting BUILDKIT_ADDRESS)
  registry=$(setting REGISTRY_URL)
  engine=$(docker_engine)
  [[ -n $buildkit ]] || buildkit=$(buildkitd_socket)
  [[ -n $buildkit || -z $engine ]] || buildkit=docker://$engine
  [[ -n $buildkit ]] || up_arguments+=(--engine --base-images-without-hub "node caddy")
  [[ -n $registry ]] || up_arguments+=(--registry)
  [[ -z $buildkit ]] || say "  BuildKit      $buildkit"
  [[ -z $registry ]] || say "  registry      $registry"
}

give_services() {
  export BUILDKIT_ADDRESS=${buildkit:-$(property buildkit.address)}
  export REGISTRY_URL=${registry:-http://$(property registry)}
  case $BUILDKIT_ADDRESS in docker:///*) engine=${BUILDKIT_ADDRESS#docker://} ;; esac
  [[ -z $engine ]] || export CLICKDEPLOY_DEMO_ENGINE=unix://$engine
  # A JVM cannot tell whether its standard output is a terminal.
  if [[ -t 1 && ${TERM:-dumb} != dumb ]]; then export CLICKDEPLOY_TTY=true; fi
}

# Java has the same rule: the environment, else .env in the working directory, with its quotes and comments.
setting() {
  local value=${!1:-}
  if [[ -z $value && -r .env ]]; then
    value=$(sed -n -E "s/^[[:space:]]*(export[[:space:]]+)?$1[[:space:]]*=[[:space:]]*//p" .env | tail -n 1 | sed -E 's/[[:space:]]+$//')
    case $value in
      \"*\" | \'*\') value=${value:1:${#value}-2} ;;
      *) value=$(sed -E 's/[[:space:]]*[[:space:]]#.*//' <<< "$value") ;;
    esac
  fi
  echo "$value"
}
property() { sed -n "s/^$1=//p" "$demo_properties" 2>/dev/null || true; }

buildkitd_socket() {
  local socket
  for socket in /run/buildkit/buildkitd.sock "${XDG_RUNTIME_DIR:-/run/user/$(id -u)}/buildkit/buildkitd.sock"; do
    if [[ -S $socket && -w $socket ]]; then echo "unix://$socket"; return; fi
  done
}

docker_engine() {
  local socket
  for socket in "${DOCKER_HOST:-}" unix:///var/run/docker.sock "unix://$HOME/.docker/run/docker.sock"; do
    [[ $socket == unix://* ]] || continue
    socket=${socket#unix://}
    if [[ -S $socket && -w $socket ]] && curl -sf -m 3 -o /dev/null --unix-socket "$socket" http://engine/_ping; then echo "$socket"; return; fi
  done
}

# Also after Ctrl-C in the middle: an `up` that is told to stop takes down what it has brought up itself.
stop_demo() {
  local pid
  trap '' INT TERM HUP
  for pid in ${demo_pids[@]+"${demo_pids[@]}"}; do kill -TERM "$pid" 2>/dev/null || true; done
  for pid in ${demo_pids[@]+"${demo_pids[@]}"}; do wait "$pid" 2>/dev/null || true; done
  [[ -n $demo_properties ]] || return 0
  "$services/down" --started "$demo_properties"
  rm -rf "$(dirname "$demo_properties")"
}
