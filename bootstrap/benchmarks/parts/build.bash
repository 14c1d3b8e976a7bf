# shellcheck shell=bash
# The benchmarks' jar, built by Maven when it is missing or older than what it is made from.

benchmarks_jar=$here/target/benchmarks.jar

build_benchmarks() {
  local began=$SECONDS
  if [[ -e $benchmarks_jar && -z $(find "$project/pom.xml" "$project"/*/pom.xml "$project"/*/src/main "$here/pom.xml" "$here/src/main" \
    -newer "$benchmarks_jar" -print -quit) ]]; then return; fi
  command -v mvn > /dev/null || fail "mvn is missing, and $benchmarks_jar is not built yet: install Maven 3.8 or newer"
  say "building with Maven"
  MAVEN_OPTS="${MAVEN_OPTS:-} -Djansi.strip=true" mvn -q -B -ntp -f "$project/pom.xml" -DskipTests -Dexec.skip -pl bootstrap/benchmarks -am package < /dev/null >&2 \
    || fail "the Maven build failed; its messages are above"
  touch "$benchmarks_jar"
  say "built in $(( SECONDS - began )) s"
}
