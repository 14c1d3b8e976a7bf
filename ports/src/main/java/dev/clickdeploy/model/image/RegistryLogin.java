package dev.clickdeploy.model.image;

import dev.clickdeploy.model.Secret;
import java.util.Objects;

/** Credentials for one registry host, given to nobody else. */
public record RegistryLogin(RegistryHost host, String username, Secret password) {
  public RegistryLogin {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(username, "username");
    Objects.requireNonNull(password, "password");
  }
}
