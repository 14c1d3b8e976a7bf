# shellcheck shell=bash disable=SC2034,SC2154
# node: Node.js itself is an npm package too; laid out as in the official images.

version=22.23.3 npm=10.9.9 corepack=0.34.0 yarn=1.22.22
tags="22-trixie-slim 22-bookworm-slim 22-slim $version-trixie-slim"

prepare() {
  local modules=root/usr/local/lib/node_modules package architecture=x64
  [[ $(uname -m) == x86_64 ]] || architecture=arm64
  mkdir -p $modules/npm $modules/corepack root/usr/local/bin root/opt/yarn
  npm pack --silent "node-linux-$architecture@$version" &
  npm pack --silent "npm@$npm" "corepack@$corepack" "yarn@$yarn"
  wait $!
  tar -xzf node-linux-*.tgz -C root/usr/local --strip-components=1 package/bin/node
  for package in npm corepack; do tar -xzf $package-[0-9]*.tgz -C $modules/$package --strip-components=1; done
  tar -xzf yarn-[0-9]*.tgz -C root/opt/yarn --strip-components=1
  rm ./*.tgz
  link_commands
  entrypoint > root/usr/local/bin/docker-entrypoint.sh
  chmod 755 root/usr/local/bin/docker-entrypoint.sh $modules/*/bin/*.js $modules/corepack/dist/*.js root/opt/yarn/bin/*.js
  chown -R 0:0 root
}

link_commands() (
  cd root/usr/local/bin || exit
  ln -s node nodejs
  ln -s ../lib/node_modules/npm/bin/npm-cli.js npm
  ln -s ../lib/node_modules/npm/bin/npx-cli.js npx
  ln -s ../lib/node_modules/corepack/dist/corepack.js corepack
  ln -s /opt/yarn/bin/yarn.js yarn
  ln -s /opt/yarn/bin/yarn.js yarnpkg
)

# A first argument that is an option or a file to run is for node.
entrypoint() {
  cat <<'SH'
#!/bin/sh
set -e
if [ "${1#-}" != "$1" ] || [ -z "$(command -v "$1")" ] || { [ -f "$1" ] && ! [ -x "$1" ]; }; then set -- node "$@"; fi
exec "$@"
SH
}

dockerfile() {
  cat <<DOCKERFILE
FROM $registry/library/debian:trixie-slim
RUN groupadd --gid 1000 node && useradd --uid 1000 --gid node --shell /bin/bash --create-home node
COPY root/ /
ENV NODE_VERSION=$version YARN_VERSION=$yarn
DOCKERFILE
  # A machine with an authority of its own has a mirror of npm too, and mirrors do not serve the signatures corepack asks for.
  [[ ! -s $authorities ]] || echo 'ENV NODE_EXTRA_CA_CERTS=/usr/local/share/ca-certificates/host-extra.crt COREPACK_INTEGRITY_KEYS=0'
  echo 'ENTRYPOINT ["docker-entrypoint.sh"]'
  echo 'CMD ["node"]'
}
