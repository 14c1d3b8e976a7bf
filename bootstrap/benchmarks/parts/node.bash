# shellcheck shell=bash
# The npm peers, installed from the lockfile below target; without Node they are reported as missing.

readonly NODE_NEEDED=20

node_up() {
  local node major peers=$here/target/node
  node=$(command -v node || true)
  [[ -n $node ]] || { node_missing "Node is not installed"; return; }
  major=$("$node" -p 'process.versions.node.split(".")[0]')
  (( major >= NODE_NEEDED )) || { node_missing "Node $NODE_NEEDED is needed, not $major"; return; }
  mkdir -p "$peers"
  if ! cmp -s "$here/src/main/node/package-lock.json" "$peers/package-lock.json" || [[ ! -e $peers/.complete ]]; then
    rm -f "$peers/.complete"
    cp "$here"/src/main/node/package*.json "$peers/"
    command -v npm > /dev/null || { node_missing "npm is not installed"; return; }
    say "installing the npm peers"
    npm ci --prefix "$peers" --omit=dev --ignore-scripts --no-audit --no-fund > "$work/npm.log" 2>&1 < /dev/null \
      || { node_missing "npm could not install the peers (see npm.log in the work directory)"; return; }
    touch "$peers/.complete"
  fi
  cp "$here"/src/main/node/*.js "$peers/"
  arguments+=(--node "$node" --node-driver "$peers/driver.js")
}

node_missing() { arguments+=(--node-missing "$1"); }
