# shellcheck shell=bash
# A Java of the version that we need, wherever the platform keeps it.

readonly JAVA_VERSION_NEEDED=21
java_home=''

# JAVA_HOME is somebody's choice and comes first when it is new enough; else the newest that is found.
find_java() {
  local candidate version best=0 seen=''
  if [[ -n ${JAVA_HOME:-} ]] && (( $(java_version "$JAVA_HOME") >= JAVA_VERSION_NEEDED )); then java_home=$JAVA_HOME; return; fi
  while IFS= read -r candidate; do
    [[ -x $candidate/bin/java ]] || continue
    version=$(java_version "$candidate")
    seen="$seen $version"
    if (( version > best )); then best=$version java_home=$candidate; fi
  done <<< "$(java_candidates)"
  (( best >= JAVA_VERSION_NEEDED )) || fail "no JDK $JAVA_VERSION_NEEDED or newer found${seen:+ (only:$seen)}: install one, or set JAVA_HOME"
}

java_candidates() (
  shopt -s nullglob
  on_path=$(command -v java || true)
  if [[ -n $on_path ]]; then
    while [[ -L $on_path ]]; do on_path=$(cd "$(dirname "$on_path")" && cd "$(dirname "$(readlink "$on_path")")" && pwd -P)/java; done
    dirname "$(dirname "$on_path")"
  fi
  [[ ! -x /usr/libexec/java_home ]] || /usr/libexec/java_home 2>/dev/null || true
  printf '%s\n' /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/java/* /opt/*jdk* /opt/java* /opt/java/* \
    {,~}/Library/Java/JavaVirtualMachines/*/Contents/Home /{opt/homebrew,usr/local}/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    ~/.sdkman/candidates/java/* ~/.jdks/* ~/.asdf/installs/java/* ~/.local/share/mise/installs/java/*
)

# java_version HOME: the major version, 0 when there is none. Every JDK has a file named release; if not, java itself knows.
java_version() {
  local version=''
  [[ ! -r $1/release ]] || version=$(sed -n 's/^JAVA_VERSION="*\([0-9._]*\).*/\1/p' "$1/release")
  [[ -n $version || ! -x $1/bin/java ]] || version=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([0-9._]*\).*/\1/p')
  version=${version#1.}
  version=${version%%.*}
  echo "${version:-0}"
}

# Fills the array java_command: flags for a small footprint, and an archive of loaded classes that makes the next start quicker.
java_command() {
  local target=$project/bootstrap/target
  java_command=("$java_home/bin/java" -XX:+UseSerialGC "-Xmx${CLICKDEPLOY_HEAP:-256m}" -XX:+ExitOnOutOfMemoryError
    --enable-native-access=ALL-UNNAMED)
  if [[ -w $target ]]; then
    forget_broken_archive "$target/click-deploy.jsa"
    java_command+=(-XX:+AutoCreateSharedArchive "-XX:SharedArchiveFile=$target/click-deploy.jsa" -Xlog:cds=off -Xlog:cds+dynamic=off)
  fi
  # shellcheck disable=SC2206 # JAVA_OPTS is a list of words
  [[ -z ${JAVA_OPTS:-} ]] || java_command+=($JAVA_OPTS)
  java_command+=(-jar "$target/click-deploy.jar")
}

# Java writes the archive when it ends, the header last. One that was cut short would bring a warning at every start.
forget_broken_archive() {
  [[ ! -e $1 || $(od -An -tx1 -N4 "$1" 2> /dev/null) == *"a8 ab 0b f0"* ]] || rm -f "$1"
}
