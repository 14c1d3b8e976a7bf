# shellcheck shell=bash disable=SC2034,SC2154
# elixir: Debian's, with the parts of Erlang that need no display.

tags="1.18-otp-27 1.18-otp-27-slim"

prepare() { :; }

dockerfile() {
  cat <<DOCKERFILE
FROM $registry/library/debian:trixie-slim
$(install_line ca-certificates elixir erlang-dev erlang-nox)
ENV LANG=C.UTF-8
CMD ["iex"]
DOCKERFILE
}
