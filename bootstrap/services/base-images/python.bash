# shellcheck shell=bash disable=SC2034,SC2154
# python: Debian's, with the commands where the official image has them.

tags="3.13-slim 3.13-slim-trixie slim"

prepare() { :; }

# Debian's pip refuses to touch the system's Python, which in the official image is the one to use.
dockerfile() {
  cat <<DOCKERFILE
FROM $registry/library/debian:trixie-slim
$(install_line ca-certificates media-types python3 python3-venv python3-pip)
RUN rm -f /usr/lib/python3*/EXTERNALLY-MANAGED \\
 && for name in python python3 python3.13; do ln -s /usr/bin/python3.13 /usr/local/bin/\$name; done \\
 && for name in pip pip3; do ln -s /usr/bin/pip3 /usr/local/bin/\$name; done
ENV LANG=C.UTF-8
CMD ["python3"]
DOCKERFILE
}
