package dev.clickdeploy.model.image;

import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.Texts;
import java.util.Objects;

/** An account at the registry, wherever that is. */
public record RegistryCredential(String username, Secret password) {
  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_PASSWORD = 10_000;

  public RegistryCredential {
    Texts.required(username, "the user name", LONGEST_NAME);
    if (username.indexOf(':') >= 0) {
      throw new IllegalArgumentException("a registry's user name has no colon (RFC 7617)");
    }
    Objects.requireNonNull(password, "password");
    Texts.required(password.reveal(), "the password", LONGEST_PASSWORD);
  }

  /** The same account for this host. */
  public RegistryLogin at(RegistryHost host) {
    return new RegistryLogin(host, username, password);
  }
}
