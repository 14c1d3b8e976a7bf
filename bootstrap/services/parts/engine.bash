# shellcheck shell=bash
# A Docker Engine 26 of its own, for the BuildKit inside it and for running what was built.

readonly ENGINE_MEND='Give BUILDKIT_ADDRESS (unix://…, tcp://… or docker://…), or skip the integration tests with -DskipITs.'

engine_packages() {
  # runc 1.1 of bookworm, because newer ones need libc 2.38.
  unpack engine {docker.io,docker-cli,docker-buildx,containerd,busybox-static}/"$DOCKER_SUITE" "runc/$(own_suite)"
}

engine_up() {
  local began; began=$(now)
  write_engine_settings
  forward_packets
  # Whoever set up the machine's network anew has taken the bridge away, and dockerd does not make another.
  if runs dockerd && [[ ! -e /sys/class/net/docker0 ]]; then stop dockerd; fi
  if ! runs dockerd; then
    sweep_engine
    [[ -e /sys/class/net/docker0 ]] || touch "$run/docker0.ours"
    remember_directories
    PATH=$home/packages/engine/usr/sbin:$home/packages/engine/usr/bin:$PATH start dockerd dockerd --config-file "$home/daemon.json"
  fi
  await dockerd engine_answers || did_not_start dockerd
  masquerade_docker0
  ready engine "$began" "dockerd $("$home/docker-cli" version --format '{{.Server.Version}}'), docker://$run/docker.sock"
}

engine_answers() { curl -sf -m 2 --unix-socket "$run/docker.sock" http://engine/_ping; }

# Two engines cannot share the bridge docker0.
be_only_engine() {
  local pid; pid=$(other_engine)
  [[ -z $pid ]] || unavailable "the engine" "another dockerd runs here (process $pid), and there is only one docker0" "$ENGINE_MEND"
}
# A dockerd that has ended may stay as a zombie for a while, with an empty command line.
other_engine() {
  local pid
  { grep -lsx dockerd /proc/[0-9]*/comm || true; } | cut -d/ -f3 | while read -r pid; do grep -qsa . "/proc/$pid/cmdline" && ! is_ours "$pid" && echo "$pid"; done || true
}

# The containerd snapshotter is what makes pushing, registry caches and attestations work.
write_engine_settings() {
  local mirror='' address before; before=$(cat "$home/daemon.json" 2>/dev/null || true)
  if address=$(registry_address registry); then mirror="\"http://$address\""; fi
  cat > "$home/daemon.json" <<JSON
{
  "hosts": ["unix://$run/docker.sock"],
  "data-root": "$home/docker", "exec-root": "$run/exec", "pidfile": "$run/dockerd.self.pid", "group": "root",
  "iptables": false, "ip6tables": false, "ip-forward": false, "mtu": $(default_mtu),
  "registry-mirrors": [$mirror],
  "features": {"containerd-snapshotter": true}
}
JSON
  mkdir -p "$home/cli"
  printf '{"cliPluginsExtraDirs": ["%s"]}\n' "$home/packages/engine/usr/libexec/docker/cli-plugins" > "$home/cli/config.json"
  printf '#!/bin/sh\nDOCKER_CONFIG=%q DOCKER_HOST=%q exec %q "$@"\n' \
    "$home/cli" "unix://$run/docker.sock" "$home/packages/engine/usr/bin/docker" > "$home/docker-cli.new"
  chmod 755 "$home/docker-cli.new"
  mv "$home/docker-cli.new" "$home/docker-cli"
  # dockerd takes up other mirrors without a restart.
  if runs dockerd && [[ $before != "$(cat "$home/daemon.json")" ]]; then kill -HUP "$(pid_of dockerd)"; fi
}

engine_down() {
  stop dockerd
  sweep_engine
  [[ -n $(other_engine) || ! -d $home/packages/engine ]] || network_down
  remove_directories
  rm -f "$run/docker.sock"
}

# Directories that containerd and dockerd make outside of our home; those that were not there are removed when empty.
remember_directories() {
  local directory
  for directory in /opt/containerd /run/containerd /run/docker; do
    [[ -e $directory ]] || echo "$directory"
  done >> "$run/directories.ours"
}
remove_directories() {
  [[ -e $run/directories.ours ]] || return 0
  while read -r directory; do
    [[ ! -d $directory ]] || find "$directory" -type d -empty -delete
  done < "$run/directories.ours"
  rm -f "$run/directories.ours"
}

# What a killed dockerd leaves behind: containerd and its shims, running RUN steps, mounts.
sweep_engine() {
  local target
  end_process "$(cat "$run/exec/containerd/containerd.pid" 2>/dev/null || true)" TERM
  orphans | xargs -r kill -KILL 2>/dev/null || true
  awk -v home="$home/" 'index($2, home) == 1 { print $2 }' /proc/mounts | sort -r | while read -r target; do
    umount "$target" 2>/dev/null || umount -l "$target" 2>/dev/null || true
  done
  rm -f "$run/dockerd.self.pid" "$run/docker.sock" "$run/exec/containerd/containerd.pid"
}
# Processes whose root is an overlay of our engine, and the shims of its containers.
orphans() {
  local pattern pid
  # shellcheck disable=SC2001 # a set of characters
  pattern=$(sed 's/[][\.*^$+?(){}|]/\\&/g' <<< "$home")
  {
    grep -lsE "^[^ ]+ [^ ]+ [^ ]+ [^ ]+ / .*upperdir=$pattern/docker/" /proc/[0-9]*/mountinfo || true
    grep -lsaE "containerd-shim.*$pattern/run/" /proc/[0-9]*/cmdline || true
  } | cut -d/ -f3 | sort -u | while read -r pid; do
    [[ $pid == "$$" || $pid == "$BASHPID" ]] || echo "$pid"
  done
}
