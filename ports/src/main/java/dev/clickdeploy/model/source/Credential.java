package dev.clickdeploy.model.source;

import dev.clickdeploy.model.Secret;
import java.util.Objects;
import java.util.Optional;

/** What opens a repository that is not public. It stays in memory and goes to its own host only. */
public sealed interface Credential {
  /**
   * Why this cannot open a repository of that URL, for the person who gave both; absent if it can.
   */
  Optional<String> misfit(RepositoryUrl url);

  /** An OAuth or personal access token, for {@code http(s)} URLs. */
  record Token(Secret value) implements Credential {
    public Token {
      Objects.requireNonNull(value, "value");
    }

    @Override
    public Optional<String> misfit(RepositoryUrl url) {
      return url.scheme().equals("ssh")
          ? Optional.of(
              "%s opens with a deploy key, not with a token; give a deploy key or the https:// URL"
                  .formatted(url))
          : Optional.empty();
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
    private static final int LONGEST_KEY = 20_000;
    private static final int LONGEST_KNOWN_HOSTS = 50_000;

    public DeployKey {
      Objects.requireNonNull(privateKey, "privateKey");
      Objects.requireNonNull(knownHosts, "knownHosts");
    }

    /**
     * Reads what a person gives.
     *
     * @throws IllegalArgumentException when it has not the form of a private key, or is too long;
     *     the text is not repeated
     */
    public static DeployKey parse(String privateKey, String knownHosts) {
      String key = privateKey.strip();
      if (!key.startsWith("-----BEGIN ")
          || !key.endsWith("-----")
          || !key.contains("PRIVATE KEY")) {
        throw new IllegalArgumentException(
            "a deploy key is a private key as ssh-keygen writes it, from '-----BEGIN …' to"
                + " '-----END …-----'");
      }
      requireShort(key, "a deploy key", LONGEST_KEY);
      requireShort(knownHosts, "a list of known hosts", LONGEST_KNOWN_HOSTS);
      return new DeployKey(Secret.of(key + "\n"), knownHosts);
    }

    private static void requireShort(String text, String what, int longest) {
      if (text.length() > longest || !text.chars().allMatch(DeployKey::isOfText)) {
        throw new IllegalArgumentException(
            "%s has at most %,d characters, all of ASCII".formatted(what, longest));
      }
    }

    private static boolean isOfText(int c) {
      return (c >= ' ' && c <= '~') || c == '\n' || c == '\r' || c == '\t';
    }

    @Override
    public Optional<String> misfit(RepositoryUrl url) {
      return url.scheme().equals("ssh")
          ? Optional.empty()
          : Optional.of(
              "%s does not open with a deploy key; use git@host:path or ssh://, or give a token"
                  .formatted(url));
    }
  }
}
