package dev.clickdeploy.bootstrap.settings;

import dev.clickdeploy.model.Secret;
import java.security.SecureRandom;
import java.util.Base64;

/** Keys that encrypt secrets at rest: 32 bytes, written as Base64. */
final class SecretKeys {
  private static final int BYTES = 32;

  private SecretKeys() {}

  static Secret checked(String text) {
    try {
      if (Base64.getDecoder().decode(text).length == BYTES) {
        return Secret.of(text);
      }
    } catch (IllegalArgumentException e) {
      throw wrong();
    }
    throw wrong();
  }

  static Secret random() {
    byte[] key = new byte[BYTES];
    new SecureRandom().nextBytes(key);
    return Secret.of(Base64.getEncoder().encodeToString(key));
  }

  private static SettingException wrong() {
    return SettingException.wrongSecret(
        "CLICKDEPLOY_SECRET_KEY", "Base64 of 32 random bytes (openssl rand -base64 32)");
  }
}
