# shellcheck shell=bash
# Debian packages, unpacked below the home: nothing is installed into the system.

# trixie's Docker needs only libc 2.34, so it runs on bookworm as well; what needs a newer libc comes from the own release.
readonly DOCKER_SUITE=trixie

# shellcheck source=/dev/null disable=SC2034 # only these three are read
system() { (ID='' VERSION_ID=99 VERSION_CODENAME=sid; [[ ! -r /etc/os-release ]] || . /etc/os-release; echo "${!1}"); }
own_suite() { if [[ $(system VERSION_CODENAME) == bookworm ]]; then echo bookworm; else echo $DOCKER_SUITE; fi; }

need_debian() { # part, mend
  if [[ $(system ID) != debian || $(system VERSION_ID) -lt 12 ]] || ! command -v apt-get > /dev/null; then
    unavailable "$1" "its packages are for Debian 12 or newer" "$2"
  fi
}

# The mirror that this machine's apt is set up with.
debian_mirror() {
  local line
  # shellcheck disable=SC2016 # apt expands it
  line=$(apt-get indextargets --format '$(RELEASE) $(COMPONENT) $(REPO_URI)' 'Created-By: Packages' \
    | awk -v own="$(system VERSION_CODENAME)" '$2 == "main" && ($1 == own || $1 == "stable" || $1 == "testing" || $1 == "unstable") && !u { u = $3 } END { print u }')
  [[ -n $line ]] || fail 3 "apt has no Debian mirror: add one to /etc/apt/sources.list.d"
  echo "${line%/}"
}

# apt with lists and settings of its own, so that the machine's stay as they are.
isolated_apt() {
  apt-get -qq -o Dir::Etc::SourceList="$home/apt/sources.list" -o Dir::Etc::SourceParts=/dev/null \
    -o Dir::Etc::PreferencesParts=/dev/null -o Dir::State::Lists="$home/apt/lists" -o Dir::Cache="$home/apt/cache" \
    -o APT::Sandbox::User=root -o Acquire::Retries=3 -o Acquire::Languages=none "$@" < /dev/null
}

read_package_lists() {
  local keys=/usr/share/keyrings/debian-archive-keyring.gpg mirror suite
  [[ -e $keys ]] || keys=${keys%.gpg}.pgp
  mirror=$(debian_mirror)
  mkdir -p "$home/apt/lists/partial" "$home/apt/cache/archives/partial"
  for suite in $( { own_suite; echo $DOCKER_SUITE; } | sort -u ); do
    echo "deb [signed-by=$keys] $mirror $suite main"
  done > "$home/apt/sources.list"
  isolated_apt update > "$log/apt-update.log" 2>&1 || { cat "$log/apt-update.log" >&2; fail 1 "apt cannot read the lists of $mirror"; }
}

is_unpacked() { [[ -e $home/packages/$1/.complete ]]; }

# unpack GROUP PACKAGE/SUITE...: into packages/GROUP, all or nothing. Needs read_package_lists.
unpack() {
  local group=$1 work deb; shift
  is_unpacked "$group" && return
  mkdir -p "$home/packages"
  work=$(mktemp -d "$home/packages/.$group.XXXXXX")
  ( cd "$work" && isolated_apt download "$@" ) > "$log/apt-$group.log" 2>&1 \
    || { cat "$log/apt-$group.log" >&2; fail 1 "apt could not download $*"; }
  mkdir "$work/root"
  for deb in "$work"/*.deb; do echo "$deb"; done | xargs -P 2 -I{} dpkg-deb -x {} "$work/root"
  touch "$work/root/.complete"
  rm -rf "${home:?}/packages/$group"
  mv -T "$work/root" "$home/packages/$group"
  rm -rf "$work"
}
