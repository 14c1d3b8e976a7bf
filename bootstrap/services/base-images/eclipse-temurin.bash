# shellcheck shell=bash disable=SC2034,SC2154
# eclipse-temurin: Debian's OpenJDK, the runtime included.

tags="21-jdk 21-jre"

prepare() { :; }

dockerfile() {
  cat <<DOCKERFILE
FROM $registry/library/debian:trixie-slim
RUN mkdir -p /usr/share/man/man1
$(install_line ca-certificates ca-certificates-java curl openjdk-21-jdk-headless)
ENV JAVA_HOME=/usr/lib/jvm/default-java
CMD ["jshell"]
DOCKERFILE
  echo 'RUN ln -s "$(dirname "$(dirname "$(readlink -f /usr/bin/java)")")" /usr/lib/jvm/default-java'
}
