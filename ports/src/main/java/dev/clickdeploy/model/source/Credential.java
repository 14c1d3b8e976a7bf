package dev.clickdeploy.model.source;

import dev.clickdeploy.model.Secret;
import java.util.Objects;

/** What opens a repository that is not public. It stays in memory and goes to its own host only. */
public sealed interface Credential {
  /** An OAuth or personal access token, for {@code http(s)} URLs. */
  record Token(Secret value) implements Credential {
    public Token {
      Objects.requireNonNull(value, "value");
    }
  }

  /**
   * A key that the host knows as one of the repository, for {@code ssh} URLs.
   *
   * @param privateKey an unencrypted private key as {@code ssh-keygen} writes it: OpenSSH's own
   *     format, or PEM
   * @param knownHosts the host's public keys, one to a line as in known_hosts (sshd(8)); may be
   *     empty for hosts whose keys the adapter knows
   */
  record DeployKey(Secret privateKey, String knownHosts) implements Credential {
    public DeployKey {
      Objects.requireNonNull(privateKey, "privateKey");
      Objects.requireNonNull(knownHosts, "knownHosts");
    }
  }
}
