# shellcheck shell=bash
# The way out for RUN steps: what comes from docker0 is masqueraded by one nftables table, and IPv4 forwarding is on.
# dockerd's own rules need iptables, which may be missing; so dockerd runs without, and everything here is put back by `down`.

network_packages() {
  local suite; suite=$(own_suite)
  unpack network {nftables,libnftables1,libnftnl11,libmnl0,libjansson4,libxtables12,libedit2,libbsd0,libmd0,libgmp10,libtinfo6}/"$suite"
}

nft() {
  local root=$home/packages/network libraries
  libraries=$(printf '%s:' "$root"/usr/lib/*-linux-gnu "$root"/lib/*-linux-gnu)
  LD_LIBRARY_PATH=$libraries "$root/usr/sbin/nft" "$@"
}
ip() { "$home/packages/engine/usr/bin/busybox" ip "$@"; }

docker0_subnet() { ip -4 addr show docker0 2>/dev/null | awk '$1 == "inet" { print $2 }'; }

# Before dockerd starts: it looks once, and would warn at every container.
forward_packets() {
  [[ -e $run/ip_forward.was ]] || cat /proc/sys/net/ipv4/ip_forward > "$run/ip_forward.was"
  echo 1 > /proc/sys/net/ipv4/ip_forward
}

masquerade_docker0() {
  local subnet; subnet=$(docker0_subnet)
  # "table … delete table …" first: the same call makes it anew, whatever was there.
  nft -f - <<NFT || say "  warning: no NAT for docker0, so RUN steps cannot reach the outside"
table ip clickdeploy
delete table ip clickdeploy
table ip clickdeploy {
  chain postrouting {
    type nat hook postrouting priority 100;
    ip saddr $subnet oifname != "docker0" masquerade;
  }
}
NFT
}

network_down() {
  if [[ -e $run/ip_forward.was ]]; then
    nft delete table ip clickdeploy 2>/dev/null || true
    cat "$run/ip_forward.was" > /proc/sys/net/ipv4/ip_forward
    rm -f "$run/ip_forward.was"
  fi
  if [[ -e $run/docker0.ours ]]; then
    ip link del docker0 2>/dev/null || true
    rm -f "$run/docker0.ours"
  fi
}

# The MTU of the interface of the default route: a bridge with a larger one loses packets on tunnelled networks.
default_mtu() {
  local device; device=$(awk '$2 == "00000000" && !d { d = $1 } END { print d }' /proc/net/route)
  cat "/sys/class/net/$device/mtu" 2>/dev/null || echo 1500
}
