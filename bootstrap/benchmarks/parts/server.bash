# shellcheck shell=bash
# The server itself, built by its own launcher's rules.

. "$project/bootstrap/launcher/build.bash"

# shellcheck disable=SC2154 # jar is the launcher's
server_built() {
  build_if_needed
  arguments+=(--server-jar "$jar")
}
