# shellcheck shell=bash disable=SC2016,SC2034,SC2154
# eclipse-temurin: Debian's OpenJDK, the runtime included.

tags="21-jdk 21-jre"

prepare() { :; }

# Java takes only the first certificate of a file for an authority.
openjdk() {
  cat <<DOCKERFILE
FROM $registry/library/debian:trixie-slim
RUN mkdir -p /usr/share/man/man1
$(install_line ca-certificates ca-certificates-java curl openjdk-21-jdk-headless)
DOCKERFILE
  [[ ! -s $authorities ]] || cat <<'DOCKERFILE'
RUN cd /tmp && csplit -s -z -f authority- /usr/local/share/ca-certificates/host-extra.crt '/-BEGIN CERTIFICATE-/' '{*}' \
 && for file in authority-*; do \
      keytool -importcert -noprompt -cacerts -storepass changeit -alias "$file" -file "$file" 2> /dev/null || exit 1; \
    done && rm authority-*
DOCKERFILE
}

dockerfile() {
  openjdk
  echo 'RUN ln -s java-21-openjdk-$(dpkg --print-architecture) /usr/lib/jvm/default-java'
  echo 'ENV JAVA_HOME=/usr/lib/jvm/default-java'
  echo 'CMD ["jshell"]'
}
