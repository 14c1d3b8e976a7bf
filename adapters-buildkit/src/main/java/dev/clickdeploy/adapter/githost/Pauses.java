package dev.clickdeploy.adapter.githost;

import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.tenant.TokenHash;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who wants to be left alone, and how long. Limits count for each token, and whoever goes on asking
 * is locked out (GitHub REST API, "Exceeding the rate limit").
 */
final class Pauses {
  private final InstantSource clock;
  private final Map<Key, Instant> until = new ConcurrentHashMap<>();

  private record Key(URI base, TokenHash token) {}

  Pauses(InstantSource clock) {
    this.clock = clock;
  }

  /** How long this one is still to be left alone. */
  Optional<Duration> left(HostApi api, Secret token) {
    Instant now = clock.instant();
    Instant end = until.get(key(api, token));
    return end == null || !end.isAfter(now)
        ? Optional.empty()
        : Optional.of(Duration.between(now, end));
  }

  void begin(HostApi api, Secret token, Duration pause) {
    Instant now = clock.instant();
    until.values().removeIf(end -> !end.isAfter(now));
    until.put(key(api, token), now.plus(pause));
  }

  private static Key key(HostApi api, Secret token) {
    return new Key(api.base(), TokenHash.of(token.reveal()));
  }
}
