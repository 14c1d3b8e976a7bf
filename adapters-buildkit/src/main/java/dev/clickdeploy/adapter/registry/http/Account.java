package dev.clickdeploy.adapter.registry.http;

import dev.clickdeploy.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Who we are at the registry. */
public record Account(String username, Secret password) {
  /**
   * Both or neither.
   *
   * @throws IllegalArgumentException when one is missing
   */
  public static @Nullable Account of(@Nullable String username, @Nullable Secret password) {
    if (username == null && password == null) {
      return null;
    }
    if (username == null || username.isBlank() || password == null) {
      throw new IllegalArgumentException(
          "a registry account is a user name and a password; give both or neither");
    }
    return new Account(username, password);
  }

  /** The value of an Authorization header (RFC 7617). */
  public String basic() {
    byte[] pair = (username + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }
}
