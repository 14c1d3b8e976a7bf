# shellcheck shell=bash disable=SC2034,SC2154
# rust: Debian's compiler, which is older than the default; without rustup.

tags="1.89-bookworm 1.85-bookworm"

prepare() { :; }

dockerfile() {
  cat <<DOCKERFILE
FROM $registry/library/debian:trixie-slim
$(install_line ca-certificates cargo gcc libc6-dev)
ENV CARGO_HOME=/usr/local/cargo
WORKDIR /
CMD ["bash"]
DOCKERFILE
}
