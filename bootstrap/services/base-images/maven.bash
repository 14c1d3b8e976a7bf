# shellcheck shell=bash disable=SC2034,SC2154
# maven: Debian's, on the same OpenJDK as eclipse-temurin.

tags="3-eclipse-temurin-21"

prepare() { :; }

dockerfile() {
  cat <<DOCKERFILE
FROM $registry/library/debian:trixie-slim
RUN mkdir -p /usr/share/man/man1
$(install_line ca-certificates ca-certificates-java curl openjdk-21-jdk-headless)
$(install_line maven)
CMD ["mvn"]
DOCKERFILE
}
