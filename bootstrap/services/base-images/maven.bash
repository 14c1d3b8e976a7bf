# shellcheck shell=bash disable=SC2034,SC2154
# maven: Debian's, on the OpenJDK of eclipse-temurin.

# shellcheck source-path=SCRIPTDIR
. "${BASH_SOURCE[0]%/*}/eclipse-temurin.bash"

tags="3-eclipse-temurin-21"

dockerfile() {
  openjdk
  install_line maven
  echo 'CMD ["mvn"]'
}
