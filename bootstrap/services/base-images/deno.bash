# shellcheck shell=bash disable=SC2034,SC2154
# denoland/deno: the program of the npm package, with the entry point of the official image.

version=2.9.6
repository=denoland/deno
tags="2 $version"

prepare() {
  local architecture=x64
  [[ $(uname -m) == x86_64 ]] || architecture=arm64
  npm pack --silent "@deno/linux-$architecture-glibc@$version"
  mkdir -p root/usr/bin
  tar -xzf deno-*.tgz package/deno
  mv package/deno root/usr/bin/deno
  rm -r ./*.tgz package
  chmod 755 root/usr/bin/deno
}

dockerfile() {
  cat <<DOCKERFILE
FROM $registry/library/debian:trixie-slim
$(install_line ca-certificates tini)
COPY root/ /
RUN ln -s /usr/bin/tini /tini
ENV DENO_DIR=/deno-dir/
DOCKERFILE
  [[ ! -s $authorities ]] || echo 'ENV DENO_TLS_CA_STORE=system'
  echo 'ENTRYPOINT ["/tini", "--"]'
  echo 'CMD ["deno"]'
}
