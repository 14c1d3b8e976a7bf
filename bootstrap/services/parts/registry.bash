# shellcheck shell=bash
# Docker's registry (distribution) on loopback: the open one that images are pushed to, and one that asks for a password.

registry_packages() { unpack registry docker-registry/$DOCKER_SUITE; }

registry_up() {
  local wanted=${CLICKDEPLOY_SERVICES_REGISTRY:-127.0.0.1:5000}
  serve_registry registry "${wanted##*:}" ""
}

auth_registry_up() {
  runs auth-registry || write_password
  serve_registry auth-registry 5100 "auth: {htpasswd: {realm: click-deploy, path: $home/auth-registry.htpasswd}}"
}

registry_address() { runs "$1" && cat "$run/$1.address"; }

# Perl's crypt is the machine's own bcrypt: Debian always has it, and the registry takes nothing else.
write_password() (
  umask 077
  set +o pipefail
  tr -dc 'a-zA-Z0-9' < /dev/urandom 2>/dev/null | head -c 24 > "$home/auth-registry.password"
  # shellcheck disable=SC2016 # $2y$ is for perl
  perl -e 'my @c = ("a".."z", 0..9); my $salt = join "", map { $c[rand @c] } 1..21;
           chomp(my $word = <STDIN>); print "builder:", crypt($word, q($2y$05$) . $salt . "u"), "\n"' \
    < "$home/auth-registry.password" > "$home/auth-registry.htpasswd"
)

# serve_registry NAME PORT CONFIG: the port may be taken, or be taken at the very moment, so it tries the next ones.
serve_registry() {
  local name=$1 port=$2 config=$3 began attempt address
  began=$(now)
  if ! runs "$name"; then
    for attempt in 1 2 3 4 5; do
      port=$(free_port "$port") address=127.0.0.1:$port
      mkdir -p "$home/$name"
      cat > "$home/$name.yml" <<YML
version: 0.1
log: {level: warn, accesslog: {disabled: true}}
storage: {filesystem: {rootdirectory: "$home/$name"}, delete: {enabled: true}}
http: {addr: "$address"}
$config
YML
      echo "$address" > "$run/$name.address"
      start "$name" "$home/packages/registry/usr/bin/docker-registry" serve "$home/$name.yml"
      await "$name" is_registry "$address" && break
      (( attempt < 5 )) || did_not_start "$name"
      port=$(( port + 1 ))
    done
  fi
  ready "$name" "$began" "$(cat "$run/$name.address")"
}

is_registry() { curl -s -o /dev/null -w '%{http_code}' -m 2 "http://$1/v2/" | grep -qE '^(200|401)$'; }
