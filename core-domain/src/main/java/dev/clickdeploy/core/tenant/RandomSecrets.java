package dev.clickdeploy.core.tenant;

import dev.clickdeploy.model.Secret;
import java.security.SecureRandom;
import java.util.Base64;

/** Makes secrets that cannot be guessed and that scanners of leaked secrets recognise. */
public final class RandomSecrets {
  private static final int BYTES = 32;

  private final SecureRandom random = new SecureRandom();

  /** The prefix, followed by 256 random bits in URL-safe Base64. */
  public Secret next(String prefix) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Secret.of(prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }
}
