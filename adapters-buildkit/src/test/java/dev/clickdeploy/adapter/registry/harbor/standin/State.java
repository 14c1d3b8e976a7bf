package dev.clickdeploy.adapter.registry.harbor.standin;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Everything that the stand-in knows; guarded by its own lock. */
final class State {
  final Map<String, Project> projects = new TreeMap<>();
  final Map<String, Principal> principals = new TreeMap<>();
  final Set<String> sick = new HashSet<>();
  final InstantSource clock;
  boolean readOnly;
  long tokenSeconds = 1800;
  boolean hasScanner = true;
  java.util.List<String> scans = java.util.List.of("Pending", "Running", "Success");
  private long ids = 1;

  State(InstantSource clock) {
    this.clock = clock;
  }

  long nextId() {
    return ids++;
  }

  /** Who a Basic header names; empty for a wrong one. */
  Optional<Principal> basic(@Nullable String authorization) {
    if (authorization == null || !authorization.startsWith("Basic ")) {
      return Optional.empty();
    }
    String pair =
        new String(
            Base64.getDecoder().decode(authorization.substring("Basic ".length())),
            StandardCharsets.UTF_8);
    int colon = pair.indexOf(':');
    return Optional.ofNullable(principals.get(pair.substring(0, colon)))
        .filter(p -> p.secret.equals(pair.substring(colon + 1)))
        .filter(p -> !p.disabled && !isExpired(p));
  }

  private boolean isExpired(Principal principal) {
    return principal.expiresAt >= 0 && clock.instant().getEpochSecond() >= principal.expiresAt;
  }
}
