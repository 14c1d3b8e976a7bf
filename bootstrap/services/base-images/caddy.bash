# shellcheck shell=bash disable=SC2034,SC2154
# caddy: Debian's, with the paths of the official image. No alpine variant.

tags="2 latest"

prepare() { :; }

dockerfile() {
  cat <<DOCKERFILE
FROM $registry/library/debian:trixie-slim
$(install_line ca-certificates media-types caddy)
RUN mkdir -p /config/caddy /data/caddy /srv /usr/share/caddy \\
 && printf ':80 {\n\troot * /usr/share/caddy\n\tfile_server\n}\n' > /etc/caddy/Caddyfile
ENV XDG_CONFIG_HOME=/config XDG_DATA_HOME=/data
EXPOSE 80 443 443/udp 2019
WORKDIR /srv
CMD ["caddy", "run", "--config", "/etc/caddy/Caddyfile", "--adapter", "caddyfile"]
DOCKERFILE
}
