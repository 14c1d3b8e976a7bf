# shellcheck shell=bash
# The engine, the registry and the base image that the integration tests use as well; what runs already stays as it is.

build_services_up() {
  local name value
  services_properties=$work/services.properties
  "$project/bootstrap/services/up" --engine --registry --base-images debian --properties "$services_properties" > "$work/services.log" 2>&1 \
    || { cat "$work/services.log" >&2; fail "the engine did not come up"; }
  while IFS='=' read -r name value; do
    case $name in
      buildkit.address) arguments+=(--buildkit "$value") ;;
      docker.cli) arguments+=(--docker "$value"); arguments+=(--engine-version "$("$value" version -f '{{.Server.Version}}')") ;;
      registry) arguments+=(--registry "$value") ;;
    esac
  done < "$services_properties"
}

build_services_down() {
  [[ -z ${services_properties:-} ]] || "$project/bootstrap/services/down" --started "$services_properties" > /dev/null 2>&1 || true
}
