package dev.clickdeploy.adapter.git;

import dev.clickdeploy.model.source.Credential;
import dev.clickdeploy.model.source.RepositoryAccess;
import dev.clickdeploy.port.out.PortException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which URL and credential a host has let in a short time ago. Tenants share a machine: what one of
 * them has had fetched must not open to another one that merely knows URL and commit, nor to a
 * credential that was revoked since.
 */
final class ProvenAccess {
  private static final int MOST_KEPT = 10_000;

  private final Duration remembered;
  private final InstantSource clock;
  private final Map<String, Instant> proven =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > MOST_KEPT;
        }
      };

  ProvenAccess(Duration remembered, InstantSource clock) {
    this.remembered = remembered;
    this.clock = clock;
  }

  /** Asks the host, unless it has let this access in a short time ago. */
  void require(Remote remote) {
    if (contains(remote.access())) {
      return;
    }
    try {
      remote.refs("HEAD");
    } catch (PortException e) {
      remove(remote.access());
      throw e;
    }
    add(remote.access());
  }

  private synchronized boolean contains(RepositoryAccess access) {
    Instant when = proven.get(key(access));
    return when != null && clock.instant().isBefore(when.plus(remembered));
  }

  synchronized void add(RepositoryAccess access) {
    String key = key(access);
    // The newest comes last, so that the eldest goes first.
    proven.remove(key);
    proven.put(key, clock.instant());
  }

  private synchronized void remove(RepositoryAccess access) {
    proven.remove(key(access));
  }

  private static String key(RepositoryAccess access) {
    String opener =
        switch (access.credential()) {
          case Credential.Token token -> "token\0" + token.value().reveal();
          case Credential.DeployKey key -> "key\0" + key.privateKey().reveal();
          case null -> "";
        };
    return Caches.sha256(access.url().value() + "\0" + opener);
  }
}
