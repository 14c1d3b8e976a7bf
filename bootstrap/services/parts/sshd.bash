# shellcheck shell=bash
# OpenSSH's server, and its ssh-keygen, for tests of git over SSH. Nothing runs after `up`: the tests start it with keys of their own.

readonly SSHD_MEND='Skip the integration tests with -DskipITs.'

sshd_packages() {
  local suite; suite=$(own_suite)
  if [[ $suite == bookworm ]]; then unpack sshd {openssh-server,openssh-client,libwrap0}/"$suite"
  else unpack sshd {openssh-server,openssh-client,libwrap0,libwtmpdb0}/"$suite"
  fi
}

# A program that takes sshd's arguments. As root, sshd wants a user of its own and /run/sshd: it gets both in a mount
# namespace, where nobody else sees them and which ends with it.
sshd_up() {
  local began root=$home/packages/sshd; began=$(now)
  cat > "$home/sshd.new" <<SH
#!/usr/bin/env bash
set -euo pipefail
root=$(printf %q "$root")
LD_LIBRARY_PATH=\$(printf '%s:' "\$root"/usr/lib/*-linux-gnu "\$root"/lib/*-linux-gnu)
export LD_LIBRARY_PATH
arguments=()
for part in session auth; do
  program=\$root/usr/lib/openssh/sshd-\$part
  [[ ! -x \$program ]] || arguments+=(-o "Sshd\${part^}Path=\$program")
done
(( EUID == 0 )) || exec "\$root/usr/sbin/sshd" "\${arguments[@]}" "\$@"
exec unshare --mount bash -euc '
  users=\$(mktemp)
  { cat /etc/passwd; getent passwd sshd > /dev/null || echo sshd:x:65533:65534::/nonexistent:/usr/sbin/nologin; } > "\$users"
  chmod 644 "\$users"
  mount --bind "\$users" /etc/passwd
  rm -f "\$users"
  mount -t tmpfs -o mode=755 tmpfs /run
  mkdir /run/sshd
  exec "\$0" "\$@"' "\$root/usr/sbin/sshd" "\${arguments[@]}" "\$@"
SH
  chmod 755 "$home/sshd.new"
  mv "$home/sshd.new" "$home/sshd"
  ready sshd "$began" "$home/sshd"
}
