# shellcheck shell=bash disable=SC2034,SC2154
# debian: a minimal system by mmdebstrap, with the package filter of the official slim images.

tags="trixie-slim bookworm-slim stable-slim trixie"

prepare() {
  local options=(--quiet --mode=root --variant=minbase) path
  for path in man doc locale info lintian groff linda; do options+=(--dpkgopt="path-exclude=/usr/share/$path/*"); done
  options+=(--dpkgopt='path-include=/usr/share/doc/*/copyright' --dpkgopt=force-unsafe-io)
  [[ $mirror != https:* ]] || options+=(--include=ca-certificates)
  PATH=$home/packages/base_images/usr/bin:$PATH mmdebstrap "${options[@]}" \
    --aptopt='APT::Install-Recommends "false"' --aptopt='Acquire::Languages "none"' "$suite" rootfs.tar "$mirror"
}

dockerfile() {
  cat <<DOCKERFILE
FROM scratch
ADD rootfs.tar /
COPY host-extra.crt /usr/local/share/ca-certificates/host-extra.crt
CMD ["bash"]
DOCKERFILE
}
