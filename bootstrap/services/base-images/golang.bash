# shellcheck shell=bash disable=SC2034,SC2154
# golang: Debian's compiler, which is older than the default; without git and a C compiler.

tags="1.24 1.24-trixie"

prepare() { :; }

dockerfile() {
  cat <<DOCKERFILE
FROM $registry/library/debian:trixie-slim
$(install_line ca-certificates golang-1.24-go)
RUN ln -s /usr/lib/go-1.24 /usr/local/go && mkdir -p /go/bin /go/src && chmod -R 1777 /go
ENV GOLANG_VERSION=1.24 GOTOOLCHAIN=local GOPATH=/go PATH=/go/bin:/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
WORKDIR /go
CMD ["bash"]
DOCKERFILE
}
