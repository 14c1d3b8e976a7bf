# shellcheck shell=bash disable=SC2034,SC2154
# php: Debian's PHP and Apache with the commands and directories of the official image. Its command that builds
# extensions only switches on what Debian has built, here bcmath; there is no pecl.

tags="8.4-apache 8.4-apache-trixie"

prepare() {
  mkdir -p root/usr/local/bin root/usr/local/etc/php/conf.d
  touch root/usr/local/etc/php/php.ini-development root/usr/local/etc/php/php.ini-production
  foreground > root/usr/local/bin/apache2-foreground
  entrypoint > root/usr/local/bin/docker-php-entrypoint
  extension > root/usr/local/bin/docker-php-ext-install
  chmod 755 root/usr/local/bin/*
}

foreground() {
  cat <<'SH'
#!/bin/bash
set -e
. /etc/apache2/envvars
rm -f "$APACHE_PID_FILE"
exec apache2 -DFOREGROUND "$@"
SH
}

# A first argument that is an option is for Apache.
entrypoint() {
  cat <<'SH'
#!/bin/sh
set -e
if [ "${1#-}" != "$1" ]; then set -- apache2-foreground "$@"; fi
exec "$@"
SH
}

extension() {
  cat <<'SH'
#!/bin/sh
set -e
for name; do case $name in -*) ;; *) phpenmod "$name" ;; esac; done
SH
}

dockerfile() {
  cat <<DOCKERFILE
FROM $registry/library/debian:trixie-slim
$(install_line ca-certificates apache2 libapache2-mod-php8.4 php8.4-cli php8.4-bcmath php8.4-mbstring php8.4-xml)
RUN phpdismod bcmath && ln -s /usr/bin/php /usr/local/bin/php && rm -rf /var/www/html/* \\
 && mkdir -p /var/run/apache2 /var/lock/apache2 /var/log/apache2 \\
 && chmod 1777 /var/run/apache2 /var/lock/apache2 /var/log/apache2 \\
 && ln -sf /dev/stderr /var/log/apache2/error.log && ln -sf /dev/stdout /var/log/apache2/other_vhosts_access.log
COPY root/ /
ENV PHP_INI_DIR=/usr/local/etc/php PHP_INI_SCAN_DIR=:/usr/local/etc/php/conf.d
STOPSIGNAL SIGWINCH
WORKDIR /var/www/html
EXPOSE 80
ENTRYPOINT ["docker-php-entrypoint"]
CMD ["apache2-foreground"]
DOCKERFILE
}
