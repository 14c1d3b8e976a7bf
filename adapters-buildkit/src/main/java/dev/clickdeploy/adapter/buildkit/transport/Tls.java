package dev.clickdeploy.adapter.buildkit.transport;

import dev.clickdeploy.model.Secret;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a daemon's TCP port is trusted and how it knows us; everything is PEM text in memory.
 *
 * @param authorities certificates of the CAs that may sign the daemon's, null for the system's
 * @param certificates our own certificate and those between it and the daemon's CA, null for none
 * @param key of our own certificate, PKCS#8 without a passphrase; null exactly when there is none
 * @param serverName the name in the daemon's certificate, null when it is the address's host
 */
public record Tls(
    @Nullable String authorities,
    @Nullable String certificates,
    @Nullable Secret key,
    @Nullable String serverName) {
  public Tls {
    if ((certificates == null) != (key == null)) {
      throw new IllegalArgumentException("a client certificate and its key come together");
    }
  }

  /** Trusts what the Java runtime trusts. */
  public static Tls system() {
    return new Tls(null, null, null, null);
  }

  /** Trusts daemons whose certificates these CAs have signed, and nobody else. */
  public static Tls trusting(String authorities) {
    return new Tls(authorities, null, null, null);
  }

  /** The same, and shows this certificate to the daemon. */
  public Tls identifiedBy(String certificate, Secret privateKey) {
    return new Tls(authorities, certificate, privateKey, serverName);
  }

  /** The same, for a daemon whose certificate bears another name than its address. */
  public Tls expecting(String name) {
    return new Tls(authorities, certificates, key, name);
  }

  /** The name in the daemon's certificate, when it is not the address's host. */
  public Optional<String> expectedName() {
    return Optional.ofNullable(serverName);
  }
}
