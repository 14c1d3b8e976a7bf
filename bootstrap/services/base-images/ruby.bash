# shellcheck shell=bash disable=SC2034,SC2154
# ruby: Debian's, with the variables of the official image. The large variant is the same, so it has no compiler.

tags="3.3-slim 3.3"

prepare() { :; }

dockerfile() {
  cat <<DOCKERFILE
FROM $registry/library/debian:trixie-slim
$(install_line ca-certificates ruby bundler)
RUN for name in ruby gem bundle bundler rake; do [ ! -e /usr/bin/\$name ] || ln -s /usr/bin/\$name /usr/local/bin/\$name; done \\
 && mkdir -p /usr/local/bundle && chmod 1777 /usr/local/bundle
ENV LANG=C.UTF-8 GEM_HOME=/usr/local/bundle BUNDLE_SILENCE_ROOT_WARNING=1 BUNDLE_APP_CONFIG=/usr/local/bundle
ENV PATH=/usr/local/bundle/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
CMD ["irb"]
DOCKERFILE
}
