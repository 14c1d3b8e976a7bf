# shellcheck shell=bash
# The jar, built by Maven when it is missing or older than what it is made from. The format of the sources is not judged here.

jar=$project/bootstrap/target/click-deploy.jar

is_built() {
  [[ -e $jar ]] && [[ -z $(find "$project/pom.xml" "$project"/*/pom.xml "$project"/*/src/main -newer "$jar" -print -quit) ]]
}

build_if_needed() { is_built || build; }

build() {
  local began=$SECONDS
  command -v mvn > /dev/null || fail "mvn is missing, and $jar is not built yet: install Maven 3.8 or newer"
  say "  building with Maven (the first time it also fetches its dependencies)"
  JAVA_HOME=${JAVA_HOME:-$(java_for_maven)} MAVEN_OPTS="${MAVEN_OPTS:-} -Djansi.strip=true" mvn -q -B -ntp -f "$project/pom.xml" -DskipTests -Dexec.skip -pl bootstrap -am package < /dev/null >&2 \
    || fail "the Maven build failed; its messages are above"
  touch "$jar"
  say "$(printf '  %-13s %3d s  %s' build $(( SECONDS - began )) "${jar#"$PWD"/}")"
}

# Maven itself runs on the platform's java; only where there is none, it needs to be told of ours.
java_for_maven() { command -v java > /dev/null || echo "$java_home"; }
