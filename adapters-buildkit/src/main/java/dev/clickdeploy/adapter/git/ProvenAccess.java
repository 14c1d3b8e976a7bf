package dev.clickdeploy.adapter.git;

import dev.clickdeploy.model.source.Credential;
import dev.clickdeploy.model.source.RepositoryAccess;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which URL and credential the host has let in since this process began. Tenants share a machine:
 * what one of them has had fetched must not open to another one that merely knows URL and commit.
 */
final class ProvenAccess {
  private static final int MOST_KEPT = 10_000;

  private final Map<String, Boolean> proven =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > MOST_KEPT;
        }
      };

  /** Asks the host, unless it has let this access in before. */
  void require(Remote remote) {
    if (!contains(remote.access())) {
      remote.refs("HEAD");
      add(remote.access());
    }
  }

  private synchronized boolean contains(RepositoryAccess access) {
    return proven.containsKey(key(access));
  }

  synchronized void add(RepositoryAccess access) {
    proven.put(key(access), true);
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
