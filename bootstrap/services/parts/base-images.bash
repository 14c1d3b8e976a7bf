# shellcheck shell=bash
# Stand-ins for Docker's official images, for where Docker Hub cannot be reached: made from Debian and npm packages by the
# recipes in ../base-images, and pushed to the local registry as library/NAME:TAG, which the engine asks as its mirror.
#
# A recipe is a bash file that says: tags (a list), prepare (fills the current directory, the build context),
# dockerfile (prints it), and repository unless it is library/NAME. It may use $suite, $mirror, $registry, $authorities and install_line PACKAGE...

readonly SUITE=trixie
recipes=$(dirname "${BASH_SOURCE[0]}")/../base-images

# The names to build, the base of all others first, in $images; names that are there already are left out.
choose_images() { # "node caddy"
  local name
  images=()
  write_host_authorities
  mirror=$(debian_mirror)
  for name in debian $1; do
    [[ -r $recipes/$name.bash ]] || fail 2 "there is no recipe for the base image $name; there are: $(cd "$recipes" && echo *.bash | sed 's/\.bash//g')"
    [[ " ${images[*]} " == *" $name "* ]] || is_there "$name" || images+=("$name")
  done
}

# The images that are missing are only made when Docker Hub does not answer; those that are there stay in use.
only_without_hub() {
  if (( ! ${#images[@]} )); then
    say "  Docker Hub could not be reached before: using the stand-in base images made from Debian and npm packages"
  elif curl -s -m 3 -o /dev/null https://registry-1.docker.io/v2/; then
    images=()
  else
    say "  Docker Hub cannot be reached: using stand-in base images made from Debian and npm packages"
  fi
}

# Certificate authorities that this machine trusts beyond Mozilla's: RUN steps need them too. Empty on most machines.
write_host_authorities() {
  local mozilla=/usr/share/ca-certificates/mozilla
  mkdir -p "$home/base-images"
  if [[ ! -d $mozilla || ! -r /etc/ssl/certs/ca-certificates.crt ]]; then : > "$home/base-images/host-extra.crt"; return; fi
  cat "$mozilla"/*.crt /dev/null | awk '
    /-BEGIN CERTIFICATE-/ { pem = ""; key = ""; inside = 1 }
    inside { pem = pem $0 "\n"; if ($0 !~ /^-/) key = key $0 }
    /-END CERTIFICATE-/ { inside = 0; if (FILENAME == "-") known[key]; else if (!(key in known)) printf "%s", pem }
  ' - /etc/ssl/certs/ca-certificates.crt > "$home/base-images/host-extra.crt"
}

# in_recipe NAME FUNCTION: runs a recipe's function in a subshell, inside its context directory.
in_recipe() (
  # shellcheck disable=SC2030,SC2034 # for the recipe's functions, which run in this subshell
  suite=$SUITE recipe=$1 repository='' authorities=$home/base-images/host-extra.crt
  # shellcheck disable=SC2034
  registry=$(registry_address registry || true)
  # shellcheck source=/dev/null
  . "$recipes/$1.bash"
  cd "$home/base-images/$1" 2>/dev/null || true
  "$2"
)
# shellcheck disable=SC2031,SC2154 # of the recipe
repository() { echo "${repository:-library/$recipe}"; }
# shellcheck disable=SC2086,SC2154 # a list, of the recipe
tags() { printf '%s\n' $tags; }

# The tag that stands for everything an image is made from.
fingerprint() {
  local recipe=$recipes/$1.bash others
  # shellcheck disable=SC2016 # recipes that it is made from as well, by the lines that read them
  others=$(sed -n 's|^\. "${BASH_SOURCE\[0\]%/\*}/\(.*\)"$|\1|p' "$recipe")
  { cat "$recipe" ${others:+"$recipes/$others"} "$recipes/debian.bash" "$home/base-images/host-extra.crt"; echo "$mirror"; } | sha256sum | cut -c1-12
}

# Read from the registry's own files, so that it can be known before the registry runs.
is_there() {
  local tag repository
  repository=$(in_recipe "$1" repository)
  for tag in "standin-$(fingerprint "$1")" $(in_recipe "$1" tags); do
    [[ -e $home/registry/docker/registry/v2/repositories/$repository/_manifests/tags/$tag/current/link ]] || return 1
  done
}

prepare_image() { # name: can be done before the engine runs
  rm -rf "$home/base-images/$1"
  mkdir -p "$home/base-images/$1"
  cp "$home/base-images/host-extra.crt" "$home/base-images/$1/"
  # In the background, because a function that stands before || is not left at its first failure.
  in_recipe "$1" prepare > "$log/prepare-$1.log" 2>&1 < /dev/null &
  wait $! || { tail -n 15 "$log/prepare-$1.log" >&2; fail 1 "cannot prepare the base image $1; its log is $log/prepare-$1.log"; }
}

build_image() { # name
  local name=$1 began tag names=''; began=$(now)
  for tag in $(in_recipe "$name" tags) "standin-$(fingerprint "$name")"; do
    names+=${names:+,}$(registry_address registry)/$(in_recipe "$name" repository):$tag
  done
  in_recipe "$name" dockerfile > "$home/base-images/$name.Dockerfile"
  "$home/docker-cli" buildx build --progress=plain --provenance=false -f "$home/base-images/$name.Dockerfile" \
    --output "type=image,\"name=$names\",push=true" "$home/base-images/$name" > "$log/build-$name.log" 2>&1 < /dev/null \
    || { tail -n 20 "$log/build-$name.log" >&2; fail 1 "cannot build the base image $name; its log is $log/build-$name.log"; }
  rm -rf "${home:?}/base-images/$name"
  ready "$name" "$began" "base image: $(in_recipe "$name" tags | paste -sd ' ')"
}

# A RUN line that installs Debian packages; the lists that one image has read serve the next one.
install_line() {
  echo "RUN --mount=type=cache,target=/var/lib/apt/lists,sharing=locked --mount=type=cache,target=/var/cache/apt,sharing=locked" \
    "apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $* && rm -rf /var/log/*.log /var/log/apt"
}

# Debian's smallest systems have a perl without the modules that mmdebstrap uses.
need_perl() { perl -MFile::Find -MGetopt::Long -MPod::Usage -e 1 2> /dev/null || install_package perl; }

base_images_packages() { unpack base_images "mmdebstrap/$(own_suite)"; }

# Preparing an image's content needs no engine, so it goes on beside everything else.
declare -A preparing=()
prepare_in_background() { in_background prepare_image "$1"; preparing[$1]=$!; }

# The base of all others first.
build_images() {
  local name builds=()
  for name in "${images[@]}"; do
    wait_for "${preparing[$name]}"
    if [[ $name == debian ]]; then build_image debian; else in_background build_image "$name"; builds+=($!); fi
  done
  wait_for "${builds[@]}"
}
